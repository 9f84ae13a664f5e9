package dev.framespan.assembly;

import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaFacts;

/**
 * A joined film.
 *
 * @param film MP4, its index in front of the media
 * @param facts what decoding the finished file has shown
 */
public record Assembled(Asset film, MediaFacts facts) {}
