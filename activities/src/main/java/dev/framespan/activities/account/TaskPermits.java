package dev.framespan.activities.account;

import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.PermitRequest;
import java.time.Duration;
import java.util.Optional;

/** Permits to have tasks at the provider: as many as its account allows, over all films and workers. */
public interface TaskPermits {
    /** Of an account without limits. */
    TaskPermits UNLIMITED = new UnlimitedPermits();

    /**
     * Waits for a permit for one task. One that was taken is {@linkplain #submitted used}, {@linkplain #leave left} or {@linkplain #giveBack
     * given back}.
     *
     * @param most how long to wait; a request goes on waiting when this has passed, for as long as it is repeated
     * @return whether it was granted
     */
    boolean take(PermitRequest request, Duration most) throws InterruptedException;

    /** The provider has accepted a task under a permit. */
    void submitted(String id, String task);

    /** Leaves a permit to the account, which finds out about it: perhaps a task runs. */
    void leave(String id);

    /** Gives a permit back under which nothing was accepted. */
    void giveBack(String id);

    /** Gives a permit back: the end of its task is known. One that is not held may be given back, too. */
    void end(String id, String task);

    /**
     * The provider has refused a submission as one too many.
     *
     * @param rest how long it wants to be left alone; empty where it did not say
     */
    void refused(Optional<Duration> rest);

    /** What is known of the account; empty where nothing is yet. */
    Optional<AccountReply> last();

    /**
     * The same as the account says it now, or said it less than half a second ago and after everything that was {@linkplain #answered
     * answered}.
     *
     * @param most how long to wait for it
     * @return empty when the account cannot be asked in this time
     */
    Optional<AccountReply> fresh(Duration most) throws InterruptedException;

    /**
     * Asks for the right to probe the provider, which one worker of the account has at a time.
     *
     * @param most how long to wait for it
     * @return token of the probe that is to be made now and {@linkplain #probed told of}; empty where another one is made, or none is due
     */
    Optional<String> toProbe(Duration most) throws InterruptedException;

    /** What became of a probe. */
    void probed(String token, boolean clear);

    /**
     * What a submission was answered, where that says how clearly the provider answers.
     *
     * @param id of its permit
     * @param epoch of the account when it was begun
     * @param accepted whether the provider took it; else it may have
     */
    void answered(String id, long epoch, boolean accepted);
}
