package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.CancelActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** See {@link GiveBackActivity}; {@link CancelActivity} says less of the same. */
public final class CancelActivityImpl implements CancelActivity, GiveBackActivity {
    // Not allowed, in conflict, gone: beside the kinds, these say that it has begun or ended.
    private static final Set<Integer> REFUSED = Set.of(405, 409, 410);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Provider provider;
    private final TaskPermits permits;
    private final TaskWaiters waiters;
    private final Clock clock;
    private final WorkIdentity identity;

    /** @param permits of the account that pays */
    public CancelActivityImpl(Store store, Provider provider, TaskPermits permits, Clock clock) {
        this.ledger = new Ledger(store);
        this.provider = provider;
        this.permits = permits;
        this.waiters = new TaskWaiters(store, clock);
        this.clock = clock;
        this.identity = new WorkIdentity(store.id(), provider.realm());
    }

    @Override
    public boolean cancel(ProviderTask task) {
        return giveBack(task) == Result.GIVEN_BACK;
    }

    @Override
    public Result giveBack(ProviderTask task) {
        ForeignWorkGuard.requireOwn(identity, task.identity());
        // In this order: of two that leave at once, the last one sees that no other waits.
        waiters.markCancelled(task, Activity.getExecutionContext().getInfo().getWorkflowRunId());
        try {
            if (waiters.hasOthers(task)) {
                return Result.LEFT_TO_ANOTHER;
            }
            // Before it is written that a cancellation may have been sent.
            Duration turn = provider.untilCancel(task.task());
            if (!turn.isZero()) {
                throw waitsForTurn(turn);
            }
            return cancelAtProvider(task) ? Result.GIVEN_BACK : Result.BEGUN;
        } catch (IOException e) {
            throw ApplicationFailure.newFailureWithCause("the store cannot be read or written", "Cancel", e);
        }
    }

    /** @return false where the provider refuses, since it has begun or ended */
    private boolean cancelAtProvider(ProviderTask task) throws IOException {
        boolean tried = waiters.cancelledBy(task).isPresent();
        waiters.recordCancelling(task);
        Optional<Refund> refund = cancelled(task);
        if (refund.isEmpty() && tried) {
            refund = shownAsCancelled(task);
        }
        if (refund.isEmpty()) {
            waiters.clearCancelling(task);
            return false;
        }
        permits.end(PermitRequest.id(identity.store(), task.fingerprint()), task.task());
        ledger.addCancelled(
                task.fingerprint(),
                task.submission(),
                new LedgerEntry.Failed(clock.instant(), FailureKind.CANCELLED, null, "cancelled while queued")
                        .by(task.film())
                        .refunded(refund.get()));
        waiters.clearCancelling(task);
        return true;
    }

    private Optional<Refund> cancelled(ProviderTask task) {
        try {
            return provider.cancel(task.task());
        } catch (ProviderException e) {
            // Refused, not unheard: a busy or unreachable provider is asked again.
            if (isRefused(e)) {
                // It has begun, or ended: what it makes is paid for, and awaited.
                return Optional.empty();
            }
            throw unheard(e);
        }
    }

    /** The provider refuses to cancel twice, and the worker that tried before may have died before its success was written down. */
    private Optional<Refund> shownAsCancelled(ProviderTask task) {
        try {
            return Optional.of(provider.status(task.task()))
                    .filter(status -> status.state() == TaskStatus.State.CANCELLED)
                    .map(TaskStatus::refund);
        } catch (ProviderException e) {
            if (isRefused(e)) {
                return Optional.empty();
            }
            throw unheard(e);
        }
    }

    private static boolean isRefused(ProviderException e) {
        return e.kind() == FailureKind.REJECTED || e.isNotFound() || e.status() != null && REFUSED.contains(e.status());
    }

    private ApplicationFailure waitsForTurn(Duration turn) {
        // A delay that rounds to none ends the retries on a real server.
        return ApplicationFailure.newBuilder()
                .setMessage("waits for its turn, as " + ProviderRealms.variable(provider.name(), "REQUESTS_PER_SECOND")
                        + " says")
                .setType(WAITS)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(turn.compareTo(PollInterval.LEAST) < 0 ? PollInterval.LEAST : turn)
                .build();
    }

    /** Tried again as often as its time allows: when, says the provider that names a time, within bounds. */
    private static ApplicationFailure unheard(ProviderException e) {
        ApplicationFailure.Builder unheard =
                ApplicationFailure.newBuilder().setMessage(e.getMessage()).setType("Cancel");
        e.retryAfter().map(CancelActivityImpl::bounded).ifPresent(unheard::setNextRetryDelay);
        return unheard.build();
    }

    private static Duration bounded(Duration asked) {
        Duration least = asked.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : asked;
        return least.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : least;
    }
}
