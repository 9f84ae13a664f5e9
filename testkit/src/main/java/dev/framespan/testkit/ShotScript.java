package dev.framespan.testkit;

import dev.framespan.workflows.generation.FailureKind;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a test has said about one still, clip or speech. Many threads use it at once. */
final class ShotScript {
    /** A submission that ends before the provider takes it. @param words of the one that refuses */
    record Refusal(FailureKind kind, String words) {}

    private final Map<Step, Integer> deaths = new EnumMap<>(Step.class);
    private Double seconds;
    private Refusal refusal;
    private String refusedWords;
    private int failures;
    private int rateLimits;
    private int doubts;
    private Duration queued = Duration.ZERO;
    private Duration working = Duration.ZERO;

    synchronized void seconds(double length) {
        seconds = length;
    }

    synchronized double secondsOr(double usual) {
        return seconds == null ? usual : seconds;
    }

    synchronized void refuse(Refusal with) {
        refusal = with;
        refusedWords = null;
    }

    /** @param words of the request: a content policy refuses those it met first, and no others */
    synchronized Optional<Refusal> refusal(String words) {
        if (refusal == null || refusal.kind() != FailureKind.POLICY) {
            return Optional.ofNullable(refusal);
        }
        if (refusedWords == null) {
            refusedWords = words;
        }
        return refusedWords.equals(words) ? Optional.of(refusal) : Optional.empty();
    }

    /** Whether nothing is to happen between its submission and its end. */
    synchronized boolean isMadeAtOnce() {
        return failures == 0
                && queued.isZero()
                && working.isZero()
                && deaths.values().stream().allMatch(left -> left == 0);
    }

    synchronized void fail(int times) {
        failures = times;
    }

    /** Whether the task that is looked at has failed. */
    synchronized boolean fails() {
        return failures > 0 && failures-- > 0;
    }

    synchronized void rateLimit(int times) {
        rateLimits = times;
    }

    synchronized boolean isTooEarly() {
        return rateLimits > 0 && rateLimits-- > 0;
    }

    synchronized void ambiguous(int times) {
        doubts = times;
    }

    synchronized boolean isLost() {
        return doubts > 0 && doubts-- > 0;
    }

    synchronized void queue(Duration length) {
        queued = length;
    }

    synchronized void work(Duration length) {
        working = length;
    }

    synchronized Duration queued() {
        return queued;
    }

    synchronized Duration lasts() {
        return queued.plus(working);
    }

    synchronized void dies(Step step) {
        deaths.merge(step, 1, Integer::sum);
    }

    /** To be called in an activity, which ends here where its worker is to die. */
    void passOrDie(Step step) {
        if (diesAt(step)) {
            throw death();
        }
    }

    synchronized boolean diesAt(Step step) {
        int left = deaths.getOrDefault(step, 0);
        deaths.put(step, Math.max(0, left - 1));
        return left > 0;
    }

    /**
     * As a workflow sees it: the attempt is lost, and another worker begins the next one once the server has missed the heartbeat. A test server
     * skips no time while an activity is silent, so that it would be waited for.
     */
    static ApplicationFailure death() {
        Duration noticed = Activity.getExecutionContext().getInfo().getHeartbeatTimeout();
        return ApplicationFailure.newBuilder()
                .setMessage("the worker died")
                .setType("WorkerDied")
                .setNextRetryDelay(noticed == null || noticed.isZero() ? Duration.ofSeconds(1) : noticed)
                .build();
    }
}
