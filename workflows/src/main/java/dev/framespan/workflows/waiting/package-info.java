/**
 * What a film's workflow has to wait for before it buys: a slot, room in its budget and in the day's limit, an account that is accepted, the end of an
 * outage.
 */
@Internal
package dev.framespan.workflows.waiting;

import dev.framespan.workflows.Internal;
