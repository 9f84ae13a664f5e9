package dev.framespan.workflows.generation;

/** What is bought. */
public enum TakeKind {
    STILL,
    CLIP,
    /** A text, spoken. */
    SPEECH
}
