package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.ContentPolicy;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.RemedyText;
import dev.framespan.workflows.generation.Stop;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** What follows from the end of a task, by whichever way it was heard of: it may be settled any number of times, once for each film that waits. */
final class TaskSettlement {
    private final String store;
    private final Ledger ledger;
    private final TaskPermits permits;
    private final TaskWaiters waiters;
    private final Clock clock;

    /** @param permits of the account that pays */
    TaskSettlement(Store store, TaskPermits permits, TaskWaiters waiters, Clock clock) {
        this.store = store.id();
        this.ledger = new Ledger(store);
        this.permits = permits;
        this.waiters = waiters;
        this.clock = clock;
    }

    /**
     * Gives the permit back, and writes down what the provider says.
     *
     * @param status an {@linkplain TaskStatus.State#isEnd() end}
     * @return how the film that waits stops; empty where the task has completed
     */
    Optional<ApplicationFailure> end(ProviderTask task, TaskStatus status) throws IOException {
        endPermit(task);
        return switch (status.state()) {
            case COMPLETED -> Optional.empty();
            case FAILED -> Optional.of(failed(task, status));
            case CANCELLED -> Optional.of(cancelled(task, status.refund()));
            case QUEUED, PROCESSING, UNKNOWN -> throw new IllegalArgumentException(status.state() + " is no end");
        };
    }

    /** The account may have another task, also while this one's result is fetched and looked at. */
    void endPermit(ProviderTask task) {
        permits.end(PermitRequest.id(store, task.fingerprint()), task.task());
    }

    private ApplicationFailure failed(ProviderTask task, TaskStatus status) throws IOException {
        FailureKind kind = ContentPolicy.isRefusal(status.code()) ? FailureKind.POLICY : FailureKind.FAILED;
        String said = status.message() == null ? "no reason given" : status.message();
        ledger.add(
                task.fingerprint(),
                task.submission(),
                new LedgerEntry.Failed(clock.instant(), kind, status.code(), said).refunded(status.refund()));
        PurchaseStep next = new PurchaseDecider(owner -> false, clock.instant()).of(ledger.of(task.fingerprint()));
        FailureKind known = next instanceof PurchaseStep.NeedsDecision ask ? ask.kind() : kind;
        String what =
                known == FailureKind.POLICY ? "refused by the provider's content policy: " : "failed at the provider: ";
        String message = RemedyText.added(known, task.id(), what + said + words(status.refund()));
        return task.stop(known, message).answered(null, status.code()).failure();
    }

    /** By another film, which did not know of this one: then it is submitted again. By hand, at the provider: then it stops. */
    ApplicationFailure cancelled(ProviderTask task, Refund said) throws IOException {
        Optional<LedgerEntry.Failed> written = ledger.cancellation(task.fingerprint(), task.submission());
        Optional<String> known = written.map(LedgerEntry.Failed::by);
        String by = (known.isPresent() ? known : waiters.cancelledBy(task)).orElse(null);
        boolean elsewhere = by != null && !by.equals(task.film());
        String what = by == null ? "the task was cancelled at the provider" : "the film " + by + " gave the task back";
        ledger.addCancelled(
                task.fingerprint(),
                task.submission(),
                new LedgerEntry.Failed(clock.instant(), FailureKind.CANCELLED, null, what)
                        .by(by)
                        .refunded(said));
        // The one that cancelled may have been told more about the price than who asks for the state.
        Refund refund = written.filter(failed -> failed.refunded() != null && said.given() == null)
                .map(failed -> new Refund(failed.refunded(), failed.refundedQuota()))
                .orElse(said);
        Stop stop = task.stop(
                FailureKind.CANCELLED, RemedyText.added(FailureKind.CANCELLED, task.id(), what + words(refund)));
        boolean kept = Boolean.FALSE.equals(refund.given());
        return (elsewhere && !kept ? stop.askedAnew() : stop).failure();
    }

    /** What the provider says about the price, for the end of a sentence. */
    private static String words(Refund refund) {
        if (refund.given() == null) {
            return "";
        }
        return refund.given() ? "; the provider refunded it" : "; the provider did not refund it";
    }
}
