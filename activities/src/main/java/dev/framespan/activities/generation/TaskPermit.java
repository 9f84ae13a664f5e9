package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.breaker.AccountBreaker;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.SubmitResult;
import java.time.Duration;
import java.util.Optional;

/** One submission's permit to have a task at the provider. Given back when it is closed, unless a task may run under it. */
final class TaskPermit implements AutoCloseable {
    private static final Duration UNTIL_ASKED = Duration.ofSeconds(5);

    private final TaskPermits permits;
    private final String id;
    private boolean used;
    /** As the account allowed it; null until then. */
    private AccountBreaker.Start start;

    private TaskPermit(TaskPermits permits, String id) {
        this.permits = permits;
        this.id = id;
    }

    /**
     * @param most how long to wait for it here
     * @return empty when it is not granted yet: the request goes on waiting
     */
    static Optional<TaskPermit> take(TaskPermits permits, PermitRequest request, Duration most) {
        try {
            return permits.take(request, most) ? Optional.of(new TaskPermit(permits, request.id())) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** When to ask again, and why it has to wait. */
    static SubmitResult later(TaskPermits permits, String id) {
        Optional<AccountReply> account = permits.last();
        if (account.isEmpty()) {
            return SubmitResult.later(
                    UNTIL_ASKED, SubmitResult.Cause.PERMIT, "the account's limits cannot be asked for yet");
        }
        AccountReply known = account.get();
        return SubmitResult.later(known.stay(id), SubmitResult.Cause.PERMIT, why(known));
    }

    /** The same of one that may not be sent now. */
    SubmitResult later() {
        return later(permits, id);
    }

    private static String why(AccountReply known) {
        if (known.state().unclear()) {
            return AccountBreaker.ANOTHER_TRIES;
        }
        return known.restMillis() > 0
                ? "rate limited: the provider asks for a pause of " + (known.restMillis() + 999) / 1000 + " s"
                : "waits for a permit: " + known.running() + " of the " + known.limit()
                        + " tasks that the account may have run, " + known.waiting() + " wait";
    }

    /** @return whether it may be sent now; else it has to wait until another submission was answered */
    boolean start(AccountBreaker breaker) {
        start = breaker.start(id).orElse(null);
        return start != null;
    }

    /** @param task that the provider accepted; null where its answer was the thing itself */
    void accepted(String task) {
        if (task != null) {
            used = true;
            permits.submitted(id, task);
        }
        if (start.trial()) {
            permits.answered(id, start.epoch(), true);
        }
    }

    /** The provider did not accept it, or perhaps did. */
    void failed(ProviderException e) {
        if (e.accepted() == ProviderException.Accepted.UNKNOWN) {
            // Perhaps a task runs: the account finds out, or waits as long as one may run.
            unclear();
            permits.answered(id, start.epoch(), false);
        } else if (e.kind() == FailureKind.RATE_LIMITED) {
            permits.refused(e.retryAfter());
        }
    }

    /** Something broke while it was sent: perhaps a task runs. */
    void unclear() {
        used = true;
        permits.leave(id);
    }

    @Override
    public void close() {
        if (!used) {
            permits.giveBack(id);
        }
    }
}
