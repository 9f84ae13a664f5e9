package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.ContentPolicy;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.text.SafeText;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See {@link AwaitActivity}. */
public final class AwaitActivityImpl implements AwaitActivity {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitActivityImpl.class);

    private static final int LONGEST_WORD = 60;
    private static final int MISSING_TIMES = 3;
    private static final Duration MISSING_FOR = Duration.ofMinutes(1);

    // What each task was in, so that its log has a line and not one a look.
    private static final int MOST_REPORTED = 1000;

    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Ledger ledger;
    private final TaskFailures failures;
    private final Provider provider;
    private final TaskPermits permits;
    private final TaskWaiters waiters;
    private final Clock clock;
    private final WorkIdentity identity;

    /** @param permits of the account that pays */
    public AwaitActivityImpl(Store store, Provider provider, TaskPermits permits, Clock clock) {
        this.ledger = new Ledger(store);
        this.failures = new TaskFailures(ledger, clock);
        this.provider = provider;
        this.permits = permits;
        this.waiters = new TaskWaiters(store, clock);
        this.clock = clock;
        this.identity = new WorkIdentity(store.id(), provider.realm());
    }

    @Override
    public void await(ProviderTask task) {
        ForeignWorkGuard.requireOwn(identity, task.identity());
        ActivityExecutionContext context = Activity.getExecutionContext();
        waiters.register(task, context.getInfo().getWorkflowRunId());
        try {
            look(context, task);
            waiters.remove(task);
        } catch (ApplicationFailure failure) {
            if (failure.isNonRetryable()) {
                waiters.remove(task);
            }
            throw failure;
        }
    }

    private void look(ActivityExecutionContext context, ProviderTask task) {
        Waiting before = context.getLastHeartbeatDetails(Waiting.class).orElse(Waiting.NEW);
        Duration measured = Duration.between(task.submittedAt(), clock.instant());
        // A task from the future was submitted by a machine with another clock, or the clock was set back since.
        Duration waited = measured.isNegative() ? Duration.ZERO : measured;
        Duration first = PollInterval.first(provider.isLocal());
        boolean asked = measured.isNegative() && context.getInfo().getAttempt() > 1;
        if (waited.compareTo(first) < 0 && !asked) {
            throw notYet(first.minus(waited));
        }
        remember(task);
        Duration turn = provider.untilLook(task.task());
        if (!turn.isZero()) {
            throw notYet(turn);
        }
        try {
            TaskStatus status;
            try {
                status = provider.status(task.task());
            } catch (ProviderException e) {
                throw unanswered(context, task, before, e, waited);
            }
            settle(context, task, status, waited);
        } catch (IOException e) {
            throw TaskFailures.unwritten(task, e);
        }
    }

    private void settle(ActivityExecutionContext context, ProviderTask task, TaskStatus status, Duration waited)
            throws IOException {
        if (status.state().isEnd()) {
            endPermit(task);
        }
        switch (status.state()) {
            case QUEUED -> throw unfinished(context, Waiting.State.QUEUED, status, waited);
            case PROCESSING -> throw unfinished(context, Waiting.State.PROCESSING, status, waited);
            case COMPLETED -> {}
            case FAILED -> {
                FailureKind kind = ContentPolicy.isRefusal(status.code()) ? FailureKind.POLICY : FailureKind.FAILED;
                String said = status.message() == null ? "no reason given" : status.message();
                ledger.add(
                        task.fingerprint(),
                        task.submission(),
                        new LedgerEntry.Failed(clock.instant(), kind, status.code(), said).refunded(status.refund()));
                throw failed(task, kind, status.code(), said + words(status.refund()));
            }
            case CANCELLED -> throw cancelled(task, status.refund());
            case UNKNOWN -> throw unknown(task, status, waited);
        }
    }

    /** The account may have another task, also while this one's result is fetched and looked at. */
    private void endPermit(ProviderTask task) {
        permits.end(PermitRequest.id(identity.store(), task.fingerprint()), task.task());
    }

    /** Awaited like any other that is not the end, and said: to guess what it means could end or buy something. */
    private ApplicationFailure unknown(ProviderTask task, TaskStatus status, Duration waited) {
        String word = SafeText.cut(SafeText.gathered(status.word()), LONGEST_WORD);
        if (reported.size() < MOST_REPORTED && reported.add(task.task() + " " + word)) {
            LOG.warn(
                    "the provider says of task {} that it is \"{}\", a state that none of its pages names; waiting on",
                    task.task(),
                    word);
        }
        return again(
                UNANSWERED,
                "the provider says \"" + word + "\", a state that none of its pages names",
                PollInterval.next(waited));
    }

    /** What the provider says about the price, for the end of a sentence. */
    private static String words(Refund refund) {
        if (refund.given() == null) {
            return "";
        }
        return refund.given() ? "; the provider refunded it" : "; the provider did not refund it";
    }

    /** By another film, which did not know of this one: then it is submitted again. By hand, at the provider: then it stops. */
    private ApplicationFailure cancelled(ProviderTask task, Refund said) throws IOException {
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

    /** Usually nothing to do: the worker that submitted wrote it down, unless the disk was full just then. */
    private void remember(ProviderTask task) {
        try {
            ledger.add(
                    task.fingerprint(), task.submission(), new LedgerEntry.Submitted(task.submittedAt(), task.task()));
        } catch (IOException e) {
            // The workflow remembers it, too, and the next look tries again.
        }
    }

    private ApplicationFailure failed(ProviderTask task, FailureKind kind, String code, String said)
            throws IOException {
        PurchaseStep next = new PurchaseDecider(owner -> false, clock.instant()).of(ledger.of(task.fingerprint()));
        FailureKind known = next instanceof PurchaseStep.NeedsDecision ask ? ask.kind() : kind;
        String what =
                known == FailureKind.POLICY ? "refused by the provider's content policy: " : "failed at the provider: ";
        String message = RemedyText.added(known, task.id(), what + said);
        return task.stop(known, message).answered(null, code).failure();
    }

    /** A status call that fails is just made again, unless nothing will ever answer it. */
    private ApplicationFailure unanswered(
            ActivityExecutionContext context, ProviderTask task, Waiting before, ProviderException e, Duration waited)
            throws IOException {
        if (e.isNotFound()) {
            return missing(context, task, before);
        }
        if (e.kind().concernsAccount()) {
            return TaskFailures.account(task, e);
        }
        Duration pace = PollInterval.next(waited);
        Duration delay =
                e.retryAfter().filter(asked -> asked.compareTo(pace) > 0).orElse(pace);
        // A status is an answer, whatever it says.
        String said = e.status() == null ? "the provider does not answer: " + e.getMessage() : e.getMessage();
        return again(UNANSWERED, SafeText.cut(SafeText.gathered(said), Stop.LONGEST_MESSAGE), delay);
    }

    /** Three times over a minute: a provider that has just restarted may not know its tasks yet. */
    private ApplicationFailure missing(ActivityExecutionContext context, ProviderTask task, Waiting before)
            throws IOException {
        if (ledger.cancellation(task.fingerprint(), task.submission()).isPresent()) {
            // A provider that forgets what is known as cancelled. That a film tried to give it back would prove
            // nothing.
            return cancelled(task, Refund.UNSAID);
        }
        FailureStreak missing = new FailureStreak(before.missing(), before.missingSinceMillis()).next(clock);
        if (!missing.lasts(MISSING_TIMES, MISSING_FOR, clock)) {
            context.heartbeat(new Waiting(before.state(), before.percent(), missing.times(), missing.sinceMillis()));
            return notYet(MISSING_FOR.dividedBy(MISSING_TIMES - 1L));
        }
        endPermit(task);
        return failures.lost(task, "the provider does not know task " + task.task() + " any more");
    }

    private static ApplicationFailure unfinished(
            ActivityExecutionContext context, Waiting.State state, TaskStatus status, Duration waited) {
        context.heartbeat(new Waiting(state, status.progress(), 0, 0));
        return notYet(PollInterval.next(waited));
    }

    private static ApplicationFailure notYet(Duration wanted) {
        return again(NOT_YET, "not yet", wanted);
    }

    private static ApplicationFailure again(String type, String message, Duration wanted) {
        // A delay that rounds to none ends the retries on a real server.
        Duration delay = wanted.compareTo(PollInterval.LEAST) < 0 ? PollInterval.LEAST : wanted;
        return ApplicationFailure.newBuilder()
                .setMessage(message)
                .setType(type)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .build();
    }
}
