package dev.framespan.workflows.assembly;

/** How much of a film is encoded anew. */
public enum RenderMode {
    /** Nothing: packets are copied, and clips that cannot be copied stop the film. Cuts alone. */
    COPY,
    /** Clips that do not fit, and the frames of a join that is no plain cut. */
    SMART,
    /** Every clip. */
    FULL
}
