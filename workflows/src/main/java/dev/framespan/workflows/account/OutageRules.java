package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An account's circuit breaker. After an unclear answer a single submission of all workers of the account tries again; if that is unclear,
 * too, nothing is submitted until a worker has probed the provider and was answered clearly.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class OutageRules {
    private static final long WHILE_PROBED = Duration.ofSeconds(2).toMillis();
    private static final int LONGEST_DOUBLING = 4;
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    /** What could not be told is told again within seconds. */
    private static final long TOLD_AGAIN = Duration.ofMinutes(10).toMillis();

    private BreakerState state = BreakerState.FREE;
    /** Answers that were counted, and when, in milliseconds since 1970. */
    private final Map<String, Long> counted = new LinkedHashMap<>();

    private long unclearAt;
    private long ended;

    boolean isFree() {
        return state.isFree();
    }

    /** Whether what is left of an outage may be forgotten when nothing is asked for any more. */
    boolean isPast(long now) {
        return isFree() || unclearAt + BreakerState.LONGEST_UNDECIDED.toMillis() < now;
    }

    void answered(SubmissionAnswer answer, long now) {
        counted.values().removeIf(at -> at + TOLD_AGAIN < now);
        if (counted.putIfAbsent(answer.id(), now) != null) {
            return;
        }
        BreakerState over = state.withoutTrial(answer.permit());
        if (answer.accepted()) {
            boolean stood = !isFree();
            state = over.afterAcceptance(answer.epoch());
            ended = stood && isFree() ? now : ended;
        } else {
            state = over.afterUnclear(answer.epoch(), Instant.ofEpochMilli(now), rest(0));
            unclearAt = now;
        }
    }

    /** About 1, 2, 4, 8, 16, then 30 seconds; workers spread what waits. */
    private static Duration rest(int probes) {
        return probes > LONGEST_DOUBLING ? LONGEST_REST : Duration.ofSeconds(1L << probes);
    }

    /** Whether a request may be the trial, as far as the provider's answers are concerned. */
    boolean mayTry(PermitRequest request, long now) {
        return isFree() || !state.isPaused() && (request.decided() || undecidedMillis(now) == 0);
    }

    private long undecidedMillis(long now) {
        return state.undecided(Instant.ofEpochMilli(now)).toMillis();
    }

    /** From now on, this is the only one that may be submitted, unless nothing is wrong. */
    void begin(String permit, String worker, long now) {
        if (!isFree()) {
            state = state.withTrial(new BreakerState.Lease(
                    permit, worker, Instant.ofEpochMilli(now).plus(BreakerState.TRIAL)));
        }
    }

    /** @return id of the permit of the trial; null where there is none, or not any more */
    String trial(long now) {
        return state.isPaused() || isOver(state.trial(), BreakerState.TRIAL, now)
                ? null
                : state.trial().token();
    }

    private static boolean isOver(BreakerState.Lease lease, Duration length, long now) {
        return lease == null || lease.isOver(Instant.ofEpochMilli(now), length);
    }

    /** @return token of the probe that the worker is to make; null where there is none to make */
    String beginProbe(String worker, long now) {
        if (!isProbeDue(now)) {
            return null;
        }
        BreakerState.Pause pause = state.pause();
        BreakerState.Lease lease = new BreakerState.Lease(
                worker + "/" + now, worker, Instant.ofEpochMilli(now).plus(BreakerState.PROBE));
        state = state.withPause(new BreakerState.Pause(pause.until(), pause.probes(), lease));
        return lease.token();
    }

    void probed(ProbeAnswer answer, long now) {
        if (!state.isPaused()
                || state.pause().probing() == null
                || !state.pause().probing().token().equals(answer.token())) {
            return;
        }
        int probes = state.pause().probes() + 1;
        state = answer.clear()
                ? state.afterProbe()
                : state.withPause(
                        new BreakerState.Pause(Instant.ofEpochMilli(now).plus(rest(probes)), probes, null));
    }

    private boolean isProbeDue(long now) {
        return state.isPaused() && restMillis(now) == 0;
    }

    private long restMillis(long now) {
        if (!state.isPaused()) {
            return 0;
        }
        Instant at = Instant.ofEpochMilli(now);
        long left = BreakerState.left(at, state.pause().until(), BreakerState.LONGEST_RELAPSE)
                .toMillis();
        return left > 0 || isOver(state.pause().probing(), BreakerState.PROBE, now) ? left : WHILE_PROBED;
    }

    /**
     * What workers have to know.
     *
     * @param trial id of the only permit under which something may be submitted; null where there is none
     * @param open whether a request that waits would be the trial
     */
    Outage reply(String trial, boolean open, String probe, long now) {
        return new Outage(
                !isFree(),
                state.epoch(),
                ended,
                restMillis(now),
                isProbeDue(now),
                probe,
                trial,
                isFree() ? 0 : undecidedMillis(now),
                open);
    }
}
