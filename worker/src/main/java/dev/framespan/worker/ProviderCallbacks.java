package dev.framespan.worker;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackHealth;
import dev.framespan.activities.callback.CallbackPaths;
import dev.framespan.activities.callback.CallbackReceiver;
import dev.framespan.activities.callback.CallbackSecret;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.callback.ProvenCallbackUrls;
import dev.framespan.activities.generation.CallbackLooks;
import dev.framespan.activities.generation.ExpectedCallbacks;
import dev.framespan.activities.generation.StoreExpectedCallbacks;
import dev.framespan.activities.generation.Waking;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.store.Store;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a worker needs to be called by the provider: addresses that it gives out, who takes the calls, and what may be left to them.
 *
 * @param urls given out with submissions
 * @param receiver takes calls, also those that another worker of the store has asked for
 * @param expected says which tasks need hardly be asked for
 */
record ProviderCallbacks(CallbackUrls urls, CallbackReceiver receiver, ExpectedCallbacks expected)
        implements AutoCloseable {
    /** @throws IOException when the store's secret cannot be made or read */
    static ProviderCallbacks open(
            Store store,
            Provider provider,
            TaskPermits permits,
            WorkflowClient client,
            WorkerSettings settings,
            Clock clock)
            throws IOException {
        CallbackSecret secret = new CallbackSecret(store);
        CallbackPaths paths = new CallbackPaths(secret, provider.realm());
        CallbackUrls urls = CallbackUrls.NONE;
        Optional<URI> outside = settings.publicUrl();
        if (outside.isPresent()) {
            secret.make();
            urls = new ProvenCallbackUrls(outside.get(), paths);
        }
        CallbackHealth health = new CallbackHealth(store, provider.realm());
        Optional<Waking> waking = settings.hosting().sharesServer() ? Optional.of(Waking.on(client)) : Optional.empty();
        return new ProviderCallbacks(
                urls,
                new CallbackReceiver(paths, new CallbackLooks(store, provider, permits, health, waking, clock)),
                settings.hosting().sharesServer() ? new StoreExpectedCallbacks(store, health) : ExpectedCallbacks.NONE);
    }

    /** @param here is told the public address when it leads here; not called where there is none */
    void askNow(Consumer<String> here) {
        if (urls instanceof ProvenCallbackUrls proven) {
            proven.askNow(here);
        }
    }

    @Override
    public void close() throws Exception {
        receiver.close();
        expected.close();
        if (urls instanceof AutoCloseable closing) {
            closing.close();
        }
    }
}
