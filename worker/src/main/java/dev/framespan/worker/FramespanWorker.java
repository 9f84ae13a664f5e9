package dev.framespan.worker;

import dev.framespan.activities.store.DirectoryStore;
import io.temporal.client.WorkflowClient;

/**
 * A running worker: it hosts workflows and activities on their queues, the media engine, and the pictures that the provider
 * fetches. Closing it leaves everything that is in motion to the next one.
 */
public final class FramespanWorker implements AutoCloseable {
    private FramespanWorker() {}

    /**
     * Starts to work.
     *
     * @throws dev.framespan.activities.store.StoreException when the store cannot be used, or its port is taken, with the cure
     */
    public static FramespanWorker start(WorkflowClient client, DirectoryStore store, ProviderAccount account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
