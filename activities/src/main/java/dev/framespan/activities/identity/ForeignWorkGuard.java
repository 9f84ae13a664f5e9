package dev.framespan.activities.identity;

import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** Hands work of another store or realm back to Temporal, which gives it to another worker. */
public final class ForeignWorkGuard {
    /** Type of the failure with which work is handed back. */
    public static final String TYPE = "ForeignWork";

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private ForeignWorkGuard() {}

    /**
     * @param mine this worker's identity
     * @param work the work's; null in work that began before messages carried it
     * @throws ApplicationFailure that Temporal retries, when this worker has no business with it
     */
    public static void requireOwn(WorkIdentity mine, WorkIdentity work) {
        if (!mine.accepts(work)) {
            throw handedBack();
        }
    }

    /**
     * For work for which no provider is asked.
     *
     * @param store the work's; null in work that began before messages carried it
     */
    public static void requireOwn(String mine, String store) {
        if (!new WorkIdentity(mine, null).acceptsStore(store)) {
            throw handedBack();
        }
    }

    private static ApplicationFailure handedBack() {
        return ApplicationFailure.newBuilder()
                .setMessage("this worker has another store or another provider; handed back for one that has the same")
                .setType(TYPE)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(AGAIN)
                .build();
    }
}
