package dev.framespan.activities.generation;

import dev.framespan.activities.callback.CallbackHealth;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.ToldTasks;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.ProviderTask;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The calls of a provider that wake films, as the store's records tell of them. */
public final class StoreExpectedCallbacks implements ExpectedCallbacks {
    // A call that comes later than this was missed.
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final ToldTasks told;
    private final CallbackHealth health;
    private final ScheduledExecutorService clock;

    public StoreExpectedCallbacks(Store store, CallbackHealth health) {
        this(store, health, Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "missed-callbacks");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** @param clock says when a call is late; shut down when this is closed */
    StoreExpectedCallbacks(Store store, CallbackHealth health, ScheduledExecutorService clock) {
        this.ledger = new Ledger(store);
        this.told = new ToldTasks(store);
        this.health = health;
        this.clock = clock;
    }

    @Override
    public boolean isExpected(ProviderTask task) {
        try {
            return health.isGood() && isAsked(task) && !told.has(called(task));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the provider was asked to call. */
    private boolean isAsked(ProviderTask task) throws IOException {
        return ledger.of(task.fingerprint(), task.submission())
                .flatMap(submission -> submission.last(LedgerEntry.Sending.class))
                .filter(sending -> Boolean.TRUE.equals(sending.callback()))
                .isPresent();
    }

    @Override
    public void found(ProviderTask task) {
        if (isExpected(task)) {
            clock.schedule(() -> missedUnlessTold(task), LATE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void missedUnlessTold(ProviderTask task) {
        try {
            if (!told.has(called(task))) {
                health.missed();
            }
        } catch (IOException e) {
            // The next one that is missed says the same.
            return;
        }
    }

    private static CallbackTask called(ProviderTask task) {
        return new CallbackTask(task.fingerprint(), task.submission());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
