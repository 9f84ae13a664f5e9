package dev.framespan.workflows.waiting;

import io.temporal.workflow.Promise;

/**
 * A film's slots: how many of its generations may be begun and not ended at once. One is taken before a generation is begun, and released when
 * that has ended. The account's permits, which bound tasks at the provider, are another matter.
 */
public interface Slots {
    /** A promise that is kept when one more generation may be begun; promises are kept in the order in which they were asked for. */
    Promise<Void> acquire();

    void release();
}
