package dev.framespan.activities.callback;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the provider's calls arrive: one has, and none was missed since. The store remembers it for a realm, since one worker may be called
 * and another one wait.
 */
public final class CallbackHealth {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackHealth.class);
    private static final Duration KNOWN_FOR = Duration.ofSeconds(2);

    private final Store store;
    private final String key;
    private final LongSupplier nanos;
    private boolean arriving;
    private boolean hasRead;
    private long readAt;

    public CallbackHealth(Store store, String realm) {
        this(store, realm, System::nanoTime);
    }

    /** @param nanos a clock that only goes forward, in nanoseconds */
    CallbackHealth(Store store, String realm, LongSupplier nanos) {
        this.store = store;
        this.key = "callbacks/" + Realm.pathName(realm) + ".json";
        this.nanos = nanos;
    }

    /** @param arriving whether calls are to be relied on */
    private record State(boolean arriving) {}

    /** Whether what the provider will say need hardly be asked for; false before it has ever called. */
    public synchronized boolean isGood() {
        long now = nanos.getAsLong();
        if (!hasRead || now - readAt > KNOWN_FOR.toNanos()) {
            hasRead = true;
            readAt = now;
            try {
                Optional<byte[]> known = store.read(key);
                arriving = known.isPresent()
                        && Payloads.json().readValue(known.get(), State.class).arriving();
            } catch (IOException e) {
                arriving = false;
            }
        }
        return arriving;
    }

    /** The provider has told of a task's end. */
    public void arrived() {
        if (!isGood()) {
            LOG.info("the provider tells when tasks have ended; they are asked for seldom from now on");
            become(true);
        }
    }

    /** A task has ended of which the provider has not told. */
    public void missed() {
        if (isGood()) {
            LOG.warn("the provider did not tell that a task has ended; each is asked for as often as without its calls,"
                    + " until the next one comes");
            become(false);
        }
    }

    private synchronized void become(boolean good) {
        try {
            store.replace(key, Payloads.json().writeValueAsBytes(new State(good)));
            arriving = good;
            readAt = nanos.getAsLong();
        } catch (IOException e) {
            LOG.debug("not noted: {}", e.toString());
        }
    }
}
