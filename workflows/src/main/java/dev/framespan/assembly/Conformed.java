package dev.framespan.assembly;

import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaFacts;

/**
 * A clip re-encoded to a film's format: a derived asset.
 *
 * @param clip its bytes
 * @param facts what it is now; size and rate are the format's
 */
public record Conformed(Asset clip, MediaFacts facts) {}
