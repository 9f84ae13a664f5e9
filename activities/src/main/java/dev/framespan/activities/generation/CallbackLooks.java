package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackHealth;
import dev.framespan.activities.callback.CallbackReceiver;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.NamedTasks;
import dev.framespan.activities.callback.ToldTasks;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.WorkIdentity;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a task because the provider has called, as its poll would: asks for its state, settles it by the same rules, and wakes every film
 * that waits. What cannot be done here the poll does.
 */
public final class CallbackLooks implements CallbackReceiver.Looks {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackLooks.class);
    // The provider may call before its own answer to the submission is written down.
    private static final int MOST_LOOKS = 5;
    // A task that has not ended, as its state says, was called about too early.
    private static final int MOST_EARLY_LOOKS = 2;
    private static final Duration SOON = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Provider provider;
    private final TaskWaiters waiters;
    private final TaskSettlement settlement;
    private final ToldTasks told;
    private final NamedTasks named;
    private final CallbackHealth health;
    private final Optional<Waking> waking;
    private final WorkIdentity identity;

    /**
     * @param permits of the account that pays
     * @param waking wakes the films that wait; empty where the server cannot: then their polls find the end, and go on as if nothing had
     *     called
     */
    public CallbackLooks(
            Store store,
            Provider provider,
            TaskPermits permits,
            CallbackHealth health,
            Optional<Waking> waking,
            Clock clock) {
        this.ledger = new Ledger(store);
        this.provider = provider;
        this.waiters = new TaskWaiters(store, clock);
        this.settlement = new TaskSettlement(store, permits, waiters, clock);
        this.told = new ToldTasks(store);
        this.named = new NamedTasks(store);
        this.health = health;
        this.waking = waking;
        this.identity = new WorkIdentity(store.id(), provider.realm());
    }

    @Override
    public void keep(CallbackTask called, List<String> ids) throws IOException {
        if (!ids.isEmpty() && isUnknown(called)) {
            named.write(called, ids);
        }
    }

    private boolean isUnknown(CallbackTask called) throws IOException {
        try {
            return ledger.of(called.fingerprint(), called.submission())
                    .filter(history -> submitted(history).isEmpty())
                    .isPresent();
        } catch (LedgerException e) {
            // What the damaged record says is not known either.
            return true;
        }
    }

    @Override
    public Optional<Duration> at(CallbackTask called, int looks, List<String> ids) {
        try {
            return look(called, looks);
        } catch (IOException e) {
            LOG.debug("{} cannot be settled now: {}", called, e.toString());
            return again(looks);
        }
    }

    private static Optional<LedgerEntry.Submitted> submitted(SubmissionHistory history) {
        return history.last(LedgerEntry.Submitted.class).filter(known -> known.task() != null);
    }

    private Optional<Duration> look(CallbackTask called, int looks) throws IOException {
        if (looks == 0 && told.has(called)) {
            return Optional.empty();
        }
        Optional<SubmissionHistory> history = ledger.of(called.fingerprint(), called.submission());
        if (history.isEmpty()) {
            return Optional.empty();
        }
        Optional<LedgerEntry.Submitted> submitted = submitted(history.get());
        if (submitted.isEmpty()) {
            return again(looks);
        }
        LedgerEntry state = history.get().state();
        boolean settled = state instanceof LedgerEntry.Completed || state instanceof LedgerEntry.Failed;
        if (settled && waiters.of(called).isEmpty()) {
            heard(called);
            return Optional.empty();
        }
        TaskStatus status;
        try {
            status = provider.status(submitted.get().task());
        } catch (ProviderException e) {
            return e.isNotFound() || e.kind().concernsAccount() ? Optional.empty() : again(looks);
        }
        if (!status.state().isEnd()) {
            return looks < MOST_EARLY_LOOKS ? again(looks) : Optional.empty();
        }
        // Before those that wait are read: who registers later finds that the provider has told.
        heard(called);
        settlement.end(task(called, history.get(), submitted.get()), status);
        return waking.isEmpty() || wake(called, status) ? Optional.empty() : again(looks);
    }

    private static Optional<Duration> again(int looks) {
        return looks < MOST_LOOKS ? Optional.of(SOON) : Optional.empty();
    }

    /** Only where films are woken by it may their polls rely on it. */
    private void heard(CallbackTask called) throws IOException {
        if (waking.isPresent() && told.write(called)) {
            health.arrived();
        }
    }

    /** @return whether every film that waits was woken */
    private boolean wake(CallbackTask called, TaskStatus status) throws IOException {
        boolean all = true;
        for (Map.Entry<String, TaskWaiters.Waiter> each : waiters.of(called).entrySet()) {
            TaskWaiters.Waiter waiter = each.getValue();
            try {
                if (status.state() == TaskStatus.State.COMPLETED) {
                    waking.get().complete(waiter.workflow(), waiter.run(), waiter.activity());
                    waiters.remove(each.getKey());
                } else {
                    waking.get().lookNow(waiter.workflow(), waiter.run(), waiter.activity());
                }
            } catch (RuntimeException e) {
                LOG.debug("{} is not told yet that its task has ended: {}", waiter.workflow(), e.toString());
                all = false;
            }
        }
        return all;
    }

    /** As the film knows it that bought it, which may wait no more. */
    private ProviderTask task(CallbackTask called, SubmissionHistory history, LedgerEntry.Submitted submitted)
            throws IOException {
        LedgerEntry.Claimed claim =
                history.claim().orElseThrow(() -> new IOException("a submission without a claim: " + called));
        return new ProviderTask(
                called.fingerprint(),
                called.submission(),
                submitted.task(),
                claim.film(),
                claim.id(),
                claim.take(),
                false,
                claim.priceUsd(),
                submitted.at(),
                true,
                identity);
    }
}
