package dev.framespan.workflows.account;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;

/** See {@link AccountWorkflow}. */
public final class AccountWorkflowImpl implements AccountWorkflow {
    private static final Duration IDLE = Duration.ofHours(1);
    /** Where its worker dies, all films wait until the next one has replayed it: for a part of a second, of so many events. */
    private static final long LONGEST_HISTORY = 400;

    private final AccountLimits limits;
    private final PermitActivity permits;
    /** Of accounts that began before histories were kept short. */
    private static final long LONGEST_BEFORE = 4000;

    private static final Duration BETWEEN_LOOKS_BEFORE = Duration.ofMinutes(1);
    private static final Duration LOOKED_AFTER_BEFORE = Duration.ofMinutes(2);

    /** Nothing is to be looked after. */
    private static final Duration WITHOUT_PERMITS = Duration.ofMinutes(10);

    private long longestHistory;
    private boolean looksSoon;
    private long lastAsked = Workflow.currentTimeMillis();

    @WorkflowInit
    public AccountWorkflowImpl(Account account, AccountLimits before) {
        this(account, before, LONGEST_HISTORY);
    }

    /** @param longestHistory in events; a longer one begins anew */
    AccountWorkflowImpl(Account account, AccountLimits before, long longestHistory) {
        this.longestHistory = longestHistory;
        limits = before == null ? new AccountLimits() : before;
        permits = Workflow.newActivityStub(
                PermitActivity.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(account.workflowId())
                        // it asks for a minute and a half, and the last answer may take twenty seconds more
                        .setStartToCloseTimeout(Duration.ofMinutes(2))
                        // the next look comes soon enough, and needs no answer to this one
                        .setScheduleToCloseTimeout(Duration.ofMinutes(5))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    @Override
    public void run(Account account, AccountLimits before) {
        looksSoon = Workflow.getVersion("looks-soon", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
        if (!looksSoon) {
            longestHistory = LONGEST_BEFORE;
        }
        while (!isOver()) {
            if (looksSoon) {
                boolean holds = limits.holds();
                Workflow.await(
                        holds ? AccountLimits.BETWEEN_LOOKS : WITHOUT_PERMITS,
                        () -> isHistoryLong() || !holds && limits.holds());
            } else {
                Workflow.await(BETWEEN_LOOKS_BEFORE, this::isHistoryLong);
            }
            if (isHistoryLong()) {
                Workflow.await(Workflow::isEveryHandlerFinished);
                Workflow.continueAsNew(account, limits);
            }
            lookAfter();
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
    }

    private boolean isHistoryLong() {
        return Workflow.getInfo().isContinueAsNewSuggested()
                || Workflow.getInfo().getHistoryLength() > longestHistory;
    }

    private boolean isOver() {
        long now = Workflow.currentTimeMillis();
        return limits.isIdle(now) && now - lastAsked > IDLE.toMillis();
    }

    private void lookAfter() {
        List<Permit> old = limits.toLookAfter(
                Workflow.currentTimeMillis(), looksSoon ? AccountLimits.LOOKED_AFTER : LOOKED_AFTER_BEFORE.toMillis());
        List<Permit> ended = List.of();
        if (!old.isEmpty()) {
            Promise<List<Permit>> looking = Async.function(permits::ended, old);
            // A history that is full meanwhile does not wait for a provider that hangs: the next run looks again.
            Workflow.await(() -> looking.isCompleted() || isHistoryLong());
            if (!looking.isCompleted()) {
                return;
            }
            try {
                ended = looking.get();
            } catch (ActivityFailure failure) {
                // No worker, or none that could ask: what is held stays held until the next look.
                ended = List.of();
            }
        }
        limits.end(ended, Workflow.currentTimeMillis());
    }

    @Override
    public AccountReply exchange(AccountExchange told) {
        lastAsked = Workflow.currentTimeMillis();
        return limits.exchange(told, Workflow.currentTimeMillis());
    }

    @Override
    public AccountReply look(String worker, long now) {
        return limits.look(worker, now);
    }
}
