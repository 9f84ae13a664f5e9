package dev.framespan.worker.management;

import dev.framespan.activities.media.JobListener;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.AccountReply;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Is told what a worker does, and changes nothing of it. */
public interface WorkObserver {
    /** Sees nothing. */
    WorkObserver NONE = new WorkObserver() {};

    /** The same store; what is written into its ledger is seen. */
    default Store store(Store store) {
        return store;
    }

    /** The same provider; its answers are seen. @param name with which its settings begin */
    default Provider provider(Provider provider, String name) {
        return provider;
    }

    /** Is told how long submissions waited for a permit. @param realm of their provider */
    default Consumer<Duration> permitWaits(String realm) {
        return wait -> {};
    }

    /** @param known what is known of the limits of a provider's account; empty before it was asked */
    default void permits(String realm, Supplier<Optional<AccountReply>> known) {}

    /** A task was waited for to its end, or until nothing can come of it. @param wait since the provider accepted it */
    default void taskEnded(String realm, Duration wait) {}

    /** Is told what the media engine has done. */
    default JobListener mediaJobs() {
        return JobListener.NONE;
    }

    /** All that the worker hosts is polled for. */
    default void started(WorkflowClient client, Store store) {}

    /** The worker begins nothing more. */
    default void ending() {}
}
