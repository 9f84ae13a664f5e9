package dev.framespan.workflows.generation;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** See {@link GenerationWorkflow}. */
public final class GenerationWorkflowImpl implements GenerationWorkflow {
    /** So many waits make a long history; the ledger remembers everything, so the workflow starts over without it. */
    private static final int WAITS_IN_ONE_HISTORY = 100;

    /** Generations of before waited for the next day themselves, and asked so often whether its limit was raised. */
    private static final Duration LONGEST_WAIT_FOR_A_DAY = Duration.ofMinutes(10);

    private SubmitActivity submit;
    private AwaitActivity completion;
    private FetchActivity fetch;
    private String mediaQueue;
    private VerifyActivity verify;
    private CancelActivity cancellation;
    private GiveBackActivity returns;

    private String waitingFor = "";
    private CancellationScope keeping;
    private boolean keepsWhatIsPaid;
    private boolean awaitsWhatIsUnheard;
    private boolean abandoned;
    private boolean sentElsewhere;
    private Integer revision;

    @Override
    public Take make(Purchase asked, int waits, Integer revision) {
        Purchase purchase = asked;
        this.revision = revision;
        open(TaskQueues.of(purchase.identity()));
        // Earlier generations kept nothing when they were cancelled, later ones only what they were told had begun, and
        // replayed they must do the same. Asked at the start: after a cancellation, the server may write that an
        // activity is cancelled between the events of the commands that follow, and a replay would not find the answer.
        int keeps = revision == null ? Workflow.getVersion("keeps-what-is-paid", Workflow.DEFAULT_VERSION, 2) : 2;
        keepsWhatIsPaid = keeps != Workflow.DEFAULT_VERSION;
        awaitsWhatIsUnheard = keeps >= 2;
        int waited = waits;
        String missing = null;
        while (true) {
            SubmitResult submission = submitted(purchase, waited);
            if (submission.elsewhere() != null) {
                purchase = elsewhere(purchase, submission.elsewhere());
                continue;
            }
            if (submission.take() != null) {
                return submission.take();
            }
            ProviderTask task = submission.task();
            try {
                if (task.delivered() != null) {
                    return verify.verify(task, task.delivered());
                }
                completion.await(task);
                return delivered(task);
            } catch (ActivityFailure failure) {
                // Also where it came while the task was being submitted: then nothing is awaited any more.
                if (failure.getCause() instanceof CanceledFailure) {
                    leave(task);
                    throw failure;
                }
                boolean toBeBought = isToBeBought(submission, failure) && !Objects.equals(name(task), missing);
                if (!toBeBought && !isWorthAnotherLook(failure)) {
                    throw killsWorkers(failure) ? stopAfterDeaths(task, failure) : failure;
                }
                if (keepsWhatIsPaid && CancellationScope.current().isCancelRequested()) {
                    // Another look would be cancelled before the ledger is asked.
                    leave(task);
                    throw new CanceledFailure("the film was cancelled");
                }
                missing = toBeBought ? name(task) : null;
                waited = 0;
            }
        }
    }

    /** Workflows know no catalogue: which provider makes a model, the worker says that is asked first. */
    private Purchase elsewhere(Purchase purchase, WorkIdentity other) {
        if (sentElsewhere) {
            // Two that disagree would send it to and fro for ever.
            throw Stop.of(
                            FailureKind.REPRICED,
                            purchase,
                            "workers do not agree which provider makes "
                                    + purchase.request().model()
                                    + ", so it was not submitted; give all workers of the store one FRAMESPAN_CATALOGUE"
                                    + " and one FRAMESPAN_PROVIDERS, then render again")
                    .failure();
        }
        sentElsewhere = true;
        open(TaskQueues.of(other));
        return purchase.of(other);
    }

    /** What was spoken has no task, and is known by its sound. */
    private static String name(ProviderTask task) {
        return task.delivered() == null ? task.task() : task.delivered().fileName();
    }

    private void open(TaskQueues queues) {
        submit = Workflow.newActivityStub(
                SubmitActivity.class, GenerationOptions.on(queues.submit(), GenerationOptions.SUBMIT));
        completion = Workflow.newActivityStub(
                AwaitActivity.class, GenerationOptions.on(queues.await(), GenerationOptions.AWAIT));
        fetch = Workflow.newActivityStub(
                FetchActivity.class, GenerationOptions.on(queues.fetch(), GenerationOptions.FETCH));
        mediaQueue = queues.media();
        verify = Workflow.newActivityStub(
                VerifyActivity.class, GenerationOptions.on(mediaQueue, GenerationOptions.VERIFY));
        cancellation = Workflow.newActivityStub(
                CancelActivity.class, GenerationOptions.on(queues.submit(), GenerationOptions.CANCEL));
        returns = Workflow.newActivityStub(
                GiveBackActivity.class, GenerationOptions.on(queues.submit(), GenerationOptions.CANCEL));
    }

    /**
     * What could be had for nothing is gone, and the operator has decided to buy it then: the ledger knows both. Only where the submission
     * says so, which none of an earlier version does: their histories go on as they were.
     */
    private static boolean isToBeBought(SubmitResult submission, ActivityFailure failure) {
        return Boolean.TRUE.equals(submission.thenBuy()) && isMissing(failure);
    }

    /**
     * Whether the ledger is to be asked anew, which costs nothing: when time ran out, for what was paid for is still there, and when
     * another film gave the task back, for then it may be submitted again.
     */
    private static boolean isWorthAnotherLook(ActivityFailure failure) {
        // Where the next attempt would come too late, the server answers with the last one's failure.
        boolean outOfTime = failure.getCause() instanceof TimeoutFailure
                || failure.getRetryState() == RetryState.RETRY_STATE_TIMEOUT;
        boolean worth =
                outOfTime || Stop.of(failure).filter(Stop::isToBeAskedAnew).isPresent();
        // Earlier generations ended here, and replayed they must end again.
        if (!worth || Workflow.getVersion("another-look", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
            return false;
        }
        // Some earlier ones looked again here, too, and replayed they must do so again.
        return !killsWorkers(failure)
                || Workflow.getVersion("deaths-are-counted", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION;
    }

    /** Whether one worker after another died of it, as often as is allowed: the next ones would, too. */
    static boolean killsWorkers(ActivityFailure failure) {
        return failure.getCause() instanceof TimeoutFailure
                && failure.getRetryState() == RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED;
    }

    static ApplicationFailure stopAfterDeaths(ProviderTask task, ActivityFailure failure) {
        String said = (task.delivered() == null ? "what task " + task.task() + " made" : "what was spoken")
                + " could not be decoded: each worker that tried died or stood still; render again to try on";
        return task.stop(FailureKind.MEDIA, said).failure(failure);
    }

    /**
     * Where its film is cancelled, a task is given back that was still queued. Any other is paid for, or may be, and therefore kept, for the
     * next render: a workflow that was cancelled has no result, whatever it returns.
     */
    private void leave(ProviderTask task) {
        if (!keepsWhatIsPaid) {
            if (task.delivered() == null) {
                cancelOnly(task);
            }
        } else if (!letGo(task) && !abandoned) {
            keeping = Workflow.newDetachedCancellationScope(() -> keep(task));
            keeping.run();
        }
    }

    private void cancelOnly(ProviderTask task) {
        try {
            Workflow.newDetachedCancellationScope(() -> cancellation.cancel(task))
                    .run();
        } catch (ActivityFailure notCancelled) {
            // The caller that cancels waits no longer. The task is in the ledger, and a later render fetches what it
            // makes.
        }
    }

    /** Gives a task back, or leaves it to the film that waits for it, too; false where it has begun, or may have: it is to be kept. */
    private boolean letGo(ProviderTask task) {
        if (task.delivered() != null) {
            return false;
        }
        AtomicReference<GiveBackActivity.Result> result = new AtomicReference<>();
        try {
            Workflow.newDetachedCancellationScope(() -> result.set(returns.giveBack(task)))
                    .run();
        } catch (ActivityFailure unheard) {
            // Whether it has begun, or is cancelled, is not known: who awaits it finds the one or the other.
            return !awaitsWhatIsUnheard;
        }
        return result.get() != GiveBackActivity.Result.BEGUN;
    }

    private void keep(ProviderTask task) {
        try {
            if (task.delivered() == null) {
                completion.await(task);
                delivered(task);
            } else {
                verify.verify(task, task.delivered());
            }
        } catch (ActivityFailure notKept) {
            // Failed, lost, or abandoned: the ledger says what it has come to, and the next render goes by that.
        }
    }

    @Override
    public void abandon() {
        abandoned = true;
        if (keeping != null) {
            keeping.cancel();
        }
    }

    @Override
    public String waitingFor() {
        return waitingFor;
    }

    private SubmitResult submitted(Purchase purchase, int waitsBefore) {
        int waits = waitsBefore;
        SubmitResult.Cause cause = null;
        for (int attempt = 1; ; attempt++) {
            SubmitResult submission = ask(purchase, waits);
            if (submission.delay() == null) {
                waitingFor = "";
                return submission;
            }
            boolean forDay = submission.cause() == SubmitResult.Cause.DAY;
            if (forDay && endsForToday()) {
                throw Stop.of(FailureKind.DAY_LIMIT, purchase, submission.words())
                        .costing(submission.priceUsd())
                        .askedIn(submission.delay())
                        .failure();
            }
            boolean counts = submission.cause() != SubmitResult.Cause.TURN
                    && submission.cause() != SubmitResult.Cause.PERMIT
                    && !forDay;
            if (counts) {
                // A purchase that waits for its turn or for midnight in between still waits for what it waited for
                // before.
                waits = cause == null || cause == submission.cause() ? waits + 1 : 1;
                cause = submission.cause();
            }
            waitingFor = submission.words();
            Workflow.sleep(
                    forDay && submission.delay().compareTo(LONGEST_WAIT_FOR_A_DAY) > 0
                            ? LONGEST_WAIT_FOR_A_DAY
                            : submission.delay());
            if (attempt == WAITS_IN_ONE_HISTORY) {
                Workflow.continueAsNew(purchase, waits, revision);
            }
        }
    }

    /**
     * Whether what the day's limit does not allow ends here, so that its permit is free for what costs nothing or less: its film waits.
     * Generations of before waited here, and replayed they must wait again.
     */
    private static boolean endsForToday() {
        return Workflow.getVersion("ends-for-today", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    }

    /** A worker that dies while it submits leaves the ledger to say how far it came: ask again, and the ledger decides. */
    private SubmitResult ask(Purchase purchase, int waits) {
        try {
            return submit.submit(purchase, waits);
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof TimeoutFailure) {
                return SubmitResult.later(Duration.ofSeconds(1), SubmitResult.Cause.HELD);
            }
            if (waitsForPermit(failure)) {
                // Begun by an earlier version, whose submissions had one attempt.
                return SubmitResult.later(Duration.ofSeconds(5), SubmitResult.Cause.PERMIT);
            }
            throw failure;
        }
    }

    private static boolean waitsForPermit(ActivityFailure failure) {
        return failure.getCause() instanceof ApplicationFailure waiting
                && SubmitActivity.WAITS.equals(waiting.getType());
    }

    /** What does not decode is fetched once more: a download can be cut short unnoticed. */
    private Take delivered(ProviderTask task) {
        try {
            return verified(task);
        } catch (ActivityFailure failure) {
            if (!isUnusable(failure)) {
                throw failure;
            }
            if (isRefusedLink(failure)) {
                throw rejected(task, failure);
            }
        }
        try {
            return verified(task);
        } catch (ActivityFailure failure) {
            throw isUnusable(failure) ? rejected(task, failure) : failure;
        }
    }

    private ActivityFailure rejected(ProviderTask task, ActivityFailure failure) {
        verify.reject(task, Stop.of(failure).map(Stop::message).orElse("does not decode"));
        return failure;
    }

    private Take verified(ProviderTask task) {
        Fetched fetched = fetch.fetch(task);
        if (fetched.machine() != null) {
            try {
                return Workflow.newActivityStub(
                                VerifyActivity.class,
                                Nearby.on(mediaQueue, fetched.machine(), GenerationOptions.VERIFY))
                        .verify(task, fetched.asset());
            } catch (ActivityFailure failure) {
                if (!Nearby.isUntaken(failure)) {
                    throw failure;
                }
            }
        }
        return verify.verify(task, fetched.asset());
    }

    private static boolean isMissing(ActivityFailure failure) {
        return Stop.of(failure)
                .map(Stop::kind)
                .filter(FailureKind::isLookedForAgain)
                .isPresent();
    }

    private static boolean isUnusable(ActivityFailure failure) {
        return Stop.of(failure)
                .map(Stop::kind)
                .filter(FailureKind.UNUSABLE::equals)
                .isPresent();
    }

    private static boolean isRefusedLink(ActivityFailure failure) {
        return Stop.of(failure)
                .map(Stop::code)
                .filter(Stop.REFUSED_LINK::equals)
                .isPresent();
    }
}
