package dev.framespan.workflows.assembly;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;

/**
 * A clip re-encoded to a film's format: a derived asset.
 *
 * @param clip its bytes
 * @param facts what it is now; size and rate are the format's
 */
public record Conformed(Asset clip, MediaFacts facts) {}
