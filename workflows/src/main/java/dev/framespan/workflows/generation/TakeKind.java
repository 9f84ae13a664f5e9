package dev.framespan.workflows.generation;

/** What is bought. */
public enum TakeKind {
    /** A picture. */
    STILL,
    /** A moving picture. */
    CLIP,
    /** A text, spoken. */
    SPEECH
}
