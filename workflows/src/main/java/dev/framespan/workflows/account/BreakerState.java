package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known about how clearly a provider answers, and what follows for submissions: the same rules for an account and, beneath it, for
 * all processes of a store.
 *
 * @param epoch grows with each unclear answer and with each new start: what began in another one says nothing about this one
 * @param start the epoch of the last new start after a pause; 0 before the first
 * @param unclear answers in a row; 1 after a new start as well, until a submission has been answered clearly
 * @param relapses how often in a row the provider answered a probe clearly and then no submission
 * @param trial the one submission that may be on its way while an unclear answer stands; null where none is
 * @param pause while it lasts nothing is submitted; null while submissions may go
 * @param undecided until then only a submission for which the operator has decided may be the trial: the provider's probes were clear, and
 *     its answers to orders were not; null where any may
 * @param ended when the account's last outage was over, by its clock, as it was known at the last unclear answer; null where nothing was
 *     known of an account, and in an account itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakerState(
        long epoch, long start, int unclear, int relapses, Lease trial, Pause pause, Instant undecided, Long ended) {
    /** So many unclear answers in a row pause all submissions. */
    private static final int MOST = 2;

    /** How long a trial may take: two links, a claim, a request of a minute, or of two where it is speech and has no links, and a slow disk. */
    public static final Duration TRIAL = Duration.ofMinutes(3);

    /** How long a probe may take. */
    public static final Duration PROBE = Duration.ofMinutes(1);

    private static final Duration FIRST_RELAPSE = Duration.ofSeconds(30);
    /** The longest that a provider is left alone before it is probed. */
    public static final Duration LONGEST_RELAPSE = Duration.ofMinutes(5);

    private static final Duration FIRST_UNDECIDED = Duration.ofHours(2);
    static final Duration LONGEST_UNDECIDED = Duration.ofHours(12);

    /** Nothing is known to be wrong. */
    public static final BreakerState FREE = new BreakerState(0, 0, 0, 0, null, null, null, null);

    /** In place of a record that cannot be read: as if there were an outage, which a probe ends. */
    public static final BreakerState UNREADABLE =
            new BreakerState(1, 1, MOST, 0, null, new Pause(Instant.EPOCH, 0, null), null, null);

    /**
     * Something that one process at a time may do.
     *
     * @param token of the doing
     * @param owner the process
     * @param deadline after which it is over, whatever became of it
     */
    public record Lease(String token, String owner, Instant deadline) {
        /** @param longest one that lasts longer was written before the clock was set back */
        public boolean isOver(Instant now, Duration longest) {
            Duration left = Duration.between(now, deadline);
            return left.isNegative() || left.compareTo(longest) > 0;
        }
    }

    /**
     * Submissions wait until the provider is probed, and answers.
     *
     * @param until when it may be probed
     * @param probes that failed in a row
     * @param probing the probe under way; null where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pause(Instant until, int probes, Lease probing) {}

    @JsonIgnore
    public boolean isPaused() {
        return pause != null;
    }

    @JsonIgnore
    public boolean isFree() {
        return unclear == 0 && !isPaused();
    }

    public BreakerState withTrial(Lease next) {
        return new BreakerState(epoch, start, unclear, relapses, next, pause, undecided, ended);
    }

    /** Remembers which outage of the account this one is, see {@link #isOverSince}. */
    public BreakerState knowing(long accountEnded) {
        return isFree()
                ? this
                : new BreakerState(epoch, start, unclear, relapses, trial, pause, undecided, accountEnded);
    }

    /** Whether the provider has taken an order of the account since, from whichever store: then the outage is over here, too. */
    public boolean isOverSince(long accountEnded) {
        return !isFree() && ended != null && ended < accountEnded;
    }

    /** Submissions start anew. */
    public BreakerState over() {
        return new BreakerState(epoch + 1, 0, 0, 0, null, null, null, null);
    }

    /** The trial is over, if this is the one. */
    public BreakerState withoutTrial(String token) {
        return trial != null && trial.token().equals(token) ? withTrial(null) : this;
    }

    public BreakerState withPause(Pause next) {
        return new BreakerState(epoch, start, unclear, relapses, trial, next, undecided, ended);
    }

    /**
     * The provider has taken an order. A refusal would not do: what stands in front of a provider refuses clearly even while nothing
     * behind it answers.
     *
     * @param begun the epoch in which the submission was begun
     */
    public BreakerState afterAcceptance(long begun) {
        return begun == epoch && !isPaused() ? new BreakerState(epoch, start, 0, 0, null, null, null, null) : this;
    }

    /** How long a submission without a decision is kept back; zero where it may go. A clock set back does not make it longer. */
    public Duration undecided(Instant now) {
        return undecided == null ? Duration.ZERO : left(now, undecided, LONGEST_UNDECIDED);
    }

    /** @param most what lies further ahead was written before the clock was set back, and is over */
    public static Duration left(Instant now, Instant until, Duration most) {
        Duration left = Duration.between(now, until);
        return left.isNegative() || left.compareTo(most) > 0 ? Duration.ZERO : left;
    }

    /**
     * @param begun the epoch in which the submission was begun; one from before the last new start says nothing new
     * @param wait how long to wait before the first probe
     */
    public BreakerState afterUnclear(long begun, Instant now, Duration wait) {
        if (begun < start) {
            return this;
        }
        int row = unclear + 1;
        if (row < MOST || isPaused()) {
            return new BreakerState(epoch + 1, start, row, relapses, trial, pause, undecided, ended);
        }
        // The first answer after a new start: the probe was not worth much, so the provider gets more time from once to
        // once.
        boolean relapse = start > 0 && epoch == start;
        int again = relapse ? relapses + 1 : 0;
        Duration probe = relapse ? longer(again, FIRST_RELAPSE, LONGEST_RELAPSE) : wait;
        Instant decided = relapse ? now.plus(longer(again, FIRST_UNDECIDED, LONGEST_UNDECIDED)) : undecided;
        return new BreakerState(
                epoch + 1, start, row, again, trial, new Pause(now.plus(probe), 0, null), decided, ended);
    }

    private static Duration longer(int relapses, Duration first, Duration most) {
        Duration asked = first.multipliedBy(1L << Math.min(relapses - 1, 10));
        return asked.compareTo(most) > 0 ? most : asked;
    }

    /** A probe was answered clearly: submissions start again, one at a time. */
    public BreakerState afterProbe() {
        return new BreakerState(epoch + 1, epoch + 1, MOST - 1, relapses, null, null, undecided, ended);
    }
}
