package dev.framespan.generation;

/** The task queues. How much runs at once is bounded for each, so each kind of work has one of its own. */
public final class Queues {
    /** Workflows, and the store's small records. */
    public static final String FILMS = "framespan-films";
    /** Paid requests. */
    public static final String SUBMIT = "framespan-submit";
    /** Status calls. */
    public static final String AWAIT = "framespan-await";
    /** Downloads. */
    public static final String FETCH = "framespan-fetch";
    /** Decoding and encoding: one job a core. */
    public static final String MEDIA = "framespan-media";

    private Queues() {}
}
