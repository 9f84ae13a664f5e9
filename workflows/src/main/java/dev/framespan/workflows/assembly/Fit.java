package dev.framespan.workflows.assembly;

/** What becomes of a picture whose shape is not the film's. */
public enum Fit {
    /** Whole, with black beside it. */
    PAD,
    /** Filling the frame, its edges cut off. */
    CROP,
    /** Whole, on a blurred copy of itself that fills the frame. */
    BLUR
}
