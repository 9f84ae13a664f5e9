package dev.framespan.generation;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** See {@link GenerationWorkflow}. */
public final class GenerationWorkflowImpl implements GenerationWorkflow {
    /** So many waits make a long history; the ledger remembers everything, so the workflow starts over without it. */
    private static final int WAITS_IN_ONE_HISTORY = 100;

    private SubmitActivity submit;
    private AwaitActivity completion;
    private FetchActivity fetch;
    private VerifyActivity verify;
    private CancelActivity cancellation;

    private String waitingFor = "";

    @Override
    public Take make(Purchase purchase, int waits) {
        open(Queues.of(purchase.identity()));
        Submission submission = submitted(purchase, waits);
        if (submission.take() != null) {
            return submission.take();
        }
        Task task = submission.task();
        try {
            return awaited(task);
        } catch (ActivityFailure failure) {
            // Only where the submission says so, which none of an earlier version does: their histories go on as they
            // were.
            if (!Boolean.TRUE.equals(submission.thenBuy()) || !isMissing(failure)) {
                throw failure;
            }
            return boughtAnew(purchase, task, failure);
        }
    }

    /** What could be had for nothing is gone: a person has decided to buy it then, and the ledger knows both. */
    private Take boughtAnew(Purchase purchase, Task missing, ActivityFailure failure) {
        Submission anew = submitted(purchase, 0);
        if (anew.take() != null) {
            return anew.take();
        }
        if (anew.task().task().equals(missing.task())) {
            throw failure;
        }
        return awaited(anew.task());
    }

    private Take awaited(Task task) {
        try {
            completion.await(task);
            return delivered(task);
        } catch (ActivityFailure failure) {
            // Also where it came while the task was being submitted: then nothing is awaited any more.
            if (failure.getCause() instanceof CanceledFailure) {
                giveBack(task);
                throw failure;
            }
            throw explained(failure, task);
        }
    }

    private void open(Queues queues) {
        submit = Workflow.newActivityStub(SubmitActivity.class, Options.on(queues.submit(), Options.SUBMIT));
        completion = Workflow.newActivityStub(AwaitActivity.class, Options.on(queues.await(), Options.AWAIT));
        fetch = Workflow.newActivityStub(FetchActivity.class, Options.on(queues.fetch(), Options.FETCH));
        verify = Workflow.newActivityStub(VerifyActivity.class, Options.on(queues.media(), Options.VERIFY));
        cancellation = Workflow.newActivityStub(CancelActivity.class, Options.on(queues.submit(), Options.CANCEL));
    }

    private void giveBack(Task task) {
        try {
            Workflow.newDetachedCancellationScope(() -> cancellation.cancel(task))
                    .run();
        } catch (ActivityFailure unheard) {
            // Whoever cancels waits no longer. The task is in the ledger, and a later render fetches what it makes.
        }
    }

    @Override
    public String waitingFor() {
        return waitingFor;
    }

    private Submission submitted(Purchase purchase, int waitsBefore) {
        int waits = waitsBefore;
        Submission.Cause cause = null;
        for (int asked = 1; ; asked++) {
            Submission submission = asked(purchase, waits);
            if (submission.delay() == null) {
                waitingFor = "";
                return submission;
            }
            if (submission.cause() != Submission.Cause.TURN) {
                // A purchase that waits for its turn in between still waits for what it waited for before.
                waits = cause == null || cause == submission.cause() ? waits + 1 : 1;
                cause = submission.cause();
            }
            waitingFor = submission.words();
            Workflow.sleep(submission.delay());
            if (asked == WAITS_IN_ONE_HISTORY) {
                Workflow.continueAsNew(purchase, waits);
            }
        }
    }

    /** A worker that dies while it submits leaves the ledger to say how far it came: ask again, and the ledger decides. */
    private Submission asked(Purchase purchase, int waits) {
        try {
            return submit.submit(purchase, waits);
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof TimeoutFailure) {
                return Submission.later(Duration.ofSeconds(1), Submission.Cause.HELD);
            }
            throw failure;
        }
    }

    /** What does not decode is fetched once more: a download can be cut short without anybody noticing. */
    private Take delivered(Task task) {
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

    private ActivityFailure rejected(Task task, ActivityFailure failure) {
        verify.reject(task, Stop.of(failure).map(Stop::message).orElse("does not decode"));
        return failure;
    }

    private Take verified(Task task) {
        return verify.verify(task, fetch.fetch(task));
    }

    private static boolean isMissing(ActivityFailure failure) {
        return Stop.of(failure)
                .map(Stop::kind)
                .filter(kind -> kind == FailureKind.LOST || kind == FailureKind.UNUSABLE)
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

    /** An activity that ran out of time says nothing but that; what to do depends on which one it was. */
    private static RuntimeException explained(ActivityFailure failure, Task task) {
        if (!(failure.getCause() instanceof TimeoutFailure)) {
            return failure;
        }
        String said = "task " + task.task();
        return (switch (failure.getActivityType()) {
                    case "Await" -> task.stop(
                            FailureKind.LOST, said + " was not finished in two days; render again to wait on");
                    case "Fetch" -> task.stop(
                            FailureKind.LOST,
                            said
                                    + " has completed, but a day was not enough to fetch its result; render again to try on");
                    default -> task.stop(
                            FailureKind.MEDIA,
                            "what " + said + " delivered could not be decoded in time; render again to try on");
                })
                .failure();
    }
}
