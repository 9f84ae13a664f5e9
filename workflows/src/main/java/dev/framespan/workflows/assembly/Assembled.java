package dev.framespan.workflows.assembly;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;

/**
 * A joined film.
 *
 * @param film MP4, its index in front of the media
 * @param facts what decoding the finished file has shown
 */
public record Assembled(Asset film, MediaFacts facts) {}
