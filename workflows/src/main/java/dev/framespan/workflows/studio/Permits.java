package dev.framespan.workflows.studio;

import io.temporal.workflow.Promise;

/** How many tasks may be at the provider at once. A permit is taken before a purchase is begun, and given back when it has ended. */
interface Permits {
    /** A promise that is kept when one more task may be begun; promises are kept in the order in which they were asked for. */
    Promise<Void> acquire();

    void release();
}
