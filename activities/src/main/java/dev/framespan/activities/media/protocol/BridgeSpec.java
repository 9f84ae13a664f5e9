package dev.framespan.activities.media.protocol;

import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Transition;

/**
 * The frames around a join that are encoded anew.
 *
 * @param left the end of the clip before, from its first frame that cannot be copied; null where there is none
 * @param right the beginning of the clip after, to its last frame that cannot be copied; null where there is none
 * @param transition {@link Transition#CUT} where frames are encoded for no other reason than that their packets cannot be copied. One that
 *     overlaps shows the last frames of the left span together with the first of the right one; the others change the last frames of the left
 *     span and the first of the right one
 * @param format of both clips, and of what is written
 */
public record BridgeSpec(FrameSpan left, FrameSpan right, Transition transition, Format format) {}
