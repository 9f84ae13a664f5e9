package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.Take;

/**
 * A clip that was made.
 *
 * @param id of the shot
 * @param take what was bought for it
 */
public record Clip(String id, Take take) {}
