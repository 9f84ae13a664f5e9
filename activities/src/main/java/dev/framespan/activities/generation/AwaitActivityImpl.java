package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.heartbeat.Heartbeats;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.AwaitActivity;
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
    private final ExpectedCallbacks callbacks;
    private final TaskWaiters waiters;
    private final TaskSettlement settlement;
    private final Clock clock;
    private final WorkIdentity identity;

    /** Of a provider that does not call. */
    public AwaitActivityImpl(Store store, Provider provider, TaskPermits permits, Clock clock) {
        this(store, provider, permits, ExpectedCallbacks.NONE, clock);
    }

    /** @param permits of the account that pays */
    public AwaitActivityImpl(
            Store store, Provider provider, TaskPermits permits, ExpectedCallbacks callbacks, Clock clock) {
        this.ledger = new Ledger(store);
        this.failures = new TaskFailures(ledger, clock);
        this.provider = provider;
        this.callbacks = callbacks;
        this.waiters = new TaskWaiters(store, clock);
        this.settlement = new TaskSettlement(store, permits, waiters, clock);
        this.clock = clock;
        this.identity = new WorkIdentity(store.id(), provider.realm());
    }

    @Override
    public void await(ProviderTask task) {
        ForeignWorkGuard.requireOwn(identity, task.identity());
        ActivityExecutionContext context = Activity.getExecutionContext();
        Waiting before = context.getLastHeartbeatDetails(Waiting.class).orElse(Waiting.NEW);
        try (Heartbeats beats = Heartbeats.ofMoment(context, () -> before)) {
            look(context, task, before);
        }
    }

    private void look(ActivityExecutionContext context, ProviderTask task, Waiting before) {
        waiters.register(
                task,
                context.getInfo().getWorkflowId(),
                context.getInfo().getWorkflowRunId(),
                context.getInfo().getActivityId());
        try {
            ask(context, task, before);
            waiters.remove(task);
        } catch (ApplicationFailure failure) {
            if (failure.isNonRetryable()) {
                waiters.remove(task);
            }
            throw failure;
        }
    }

    private void ask(ActivityExecutionContext context, ProviderTask task, Waiting before) {
        Duration measured = Duration.between(task.submittedAt(), clock.instant());
        // A task from the future was submitted by a machine with another clock, or the clock was set back since.
        Duration waited = measured.isNegative() ? Duration.ZERO : measured;
        Pace pace = new Pace(waited, callbacks.isExpected(task), provider.isLocal());
        Duration first = pace.first();
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
            CrashPoint.LOOKING.passing();
            try {
                status = provider.status(task.task());
            } catch (ProviderException e) {
                throw unanswered(context, task, before, e, waited);
            }
            CrashPoint.LOOKED.passing();
            settle(context, task, status, pace);
            CrashPoint.SETTLED.passing();
        } catch (IOException e) {
            throw TaskFailures.unwritten(task, e);
        }
    }

    private void settle(ActivityExecutionContext context, ProviderTask task, TaskStatus status, Pace pace)
            throws IOException {
        switch (status.state()) {
            case QUEUED -> throw unfinished(context, Waiting.State.QUEUED, status, pace);
            case PROCESSING -> throw unfinished(context, Waiting.State.PROCESSING, status, pace);
            case COMPLETED, FAILED, CANCELLED -> {
                Optional<ApplicationFailure> failure = settlement.end(task, status);
                callbacks.found(task);
                if (failure.isPresent()) {
                    throw failure.get();
                }
            }
            case UNKNOWN -> throw unknown(task, status, pace.waited());
        }
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

    /** Usually nothing to do: the worker that submitted wrote it down, unless the disk was full just then. */
    private void remember(ProviderTask task) {
        try {
            ledger.add(
                    task.fingerprint(), task.submission(), new LedgerEntry.Submitted(task.submittedAt(), task.task()));
        } catch (IOException e) {
            // The workflow remembers it, too, and the next look tries again.
        }
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
            return settlement.cancelled(task, Refund.UNSAID);
        }
        FailureStreak missing = new FailureStreak(before.missing(), before.missingSinceMillis()).next(clock);
        if (!missing.lasts(MISSING_TIMES, MISSING_FOR, clock)) {
            context.heartbeat(new Waiting(before.state(), before.percent(), missing.times(), missing.sinceMillis()));
            return notYet(MISSING_FOR.dividedBy(MISSING_TIMES - 1L));
        }
        settlement.endPermit(task);
        return failures.lost(task, "the provider does not know task " + task.task() + " any more");
    }

    private static ApplicationFailure unfinished(
            ActivityExecutionContext context, Waiting.State state, TaskStatus status, Pace pace) {
        context.heartbeat(new Waiting(state, status.progress(), 0, 0));
        return notYet(pace.next());
    }

    /**
     * How often a task is looked at.
     *
     * @param waited since its submission
     * @param seldom whether the provider is to tell of its end
     */
    private record Pace(Duration waited, boolean seldom, boolean local) {
        Duration first() {
            return seldom ? PollInterval.firstSeldom(local) : PollInterval.first(local);
        }

        Duration next() {
            return seldom ? PollInterval.nextSeldom(waited, local) : PollInterval.next(waited);
        }
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
