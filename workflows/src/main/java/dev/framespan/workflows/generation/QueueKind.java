package dev.framespan.workflows.generation;

import java.util.Locale;

/** The kinds of work that have task queues of their own. A worker hosts all of them, or those that its operator names. */
public enum QueueKind {
    /** Workflows, and the store's small records. */
    FILMS,
    /** Paid requests, and the account's limits. */
    SUBMIT,
    /** Looks at tasks. */
    AWAIT,
    /** Downloads of results. */
    FETCH,
    /** Decoding and encoding of single clips. */
    MEDIA,
    /** Cutting of whole films. */
    ASSEMBLE;

    /** As operators write it, and as it stands in the name of the queue. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of this queue among those of a store and a realm. */
    public String of(TaskQueues queues) {
        return switch (this) {
            case FILMS -> queues.films();
            case SUBMIT -> queues.submit();
            case AWAIT -> queues.await();
            case FETCH -> queues.fetch();
            case MEDIA -> queues.media();
            case ASSEMBLE -> queues.assemble();
        };
    }
}
