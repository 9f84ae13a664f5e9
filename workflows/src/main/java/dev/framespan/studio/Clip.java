package dev.framespan.studio;

import dev.framespan.generation.Take;

/**
 * A clip that was made.
 *
 * @param id of the shot
 * @param take what was bought for it
 */
public record Clip(String id, Take take) {}
