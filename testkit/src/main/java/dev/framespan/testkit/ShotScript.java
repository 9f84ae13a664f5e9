package dev.framespan.testkit;

import dev.framespan.workflows.generation.FailureKind;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test has said about one still, clip or speech. Many threads use it at once. */
final class ShotScript {
    /** A submission that ends before the provider takes it. @param words of the one that refuses */
    record Refusal(FailureKind kind, String words) {}

    private final Map<Step, FakeEvent> deaths = new EnumMap<>(Step.class);
    private final FakeEvent failures = new FakeEvent();
    private final FakeEvent rateLimits = new FakeEvent();
    private final FakeEvent lostAnswers = new FakeEvent();
    private Double seconds;
    private Refusal refusal;
    private String refusedWords;
    private boolean hasRefused;
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
        hasRefused = false;
    }

    /** @param words of the request: a content policy refuses those it met first, and no others */
    synchronized Optional<Refusal> refusal(String words) {
        if (refusal == null || refusal.kind().isAskedAgain()) {
            return Optional.empty();
        }
        if (refusal.kind() == FailureKind.POLICY) {
            if (refusedWords == null) {
                refusedWords = words;
            }
            if (!refusedWords.equals(words)) {
                return Optional.empty();
            }
        }
        hasRefused = true;
        return Optional.of(refusal);
    }

    /** @param kind of what is missing after it was bought, {@link FailureKind#LOST} or {@link FailureKind#UNUSABLE} */
    synchronized Optional<Refusal> missing(FailureKind kind) {
        if (refusal == null || refusal.kind() != kind) {
            return Optional.empty();
        }
        hasRefused = true;
        return Optional.of(refusal);
    }

    /** Whether nothing is to happen between its submission and its end. */
    synchronized boolean isMadeAtOnce() {
        return failures.isOver()
                && (refusal == null || !refusal.kind().isAskedAgain())
                && queued.isZero()
                && working.isZero()
                && deaths.values().stream().allMatch(FakeEvent::isOver);
    }

    synchronized void fail(int times) {
        failures.say(times);
    }

    /** Whether the task that is looked at has failed. */
    synchronized boolean fails() {
        return failures.comes();
    }

    synchronized void rateLimit(int times) {
        rateLimits.say(times);
    }

    synchronized boolean isTooEarly() {
        return rateLimits.comes();
    }

    synchronized void ambiguous() {
        lostAnswers.say(1);
    }

    synchronized boolean isLost() {
        return lostAnswers.comes();
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
        deaths.computeIfAbsent(step, any -> new FakeEvent()).sayOnceMore();
    }

    /** To be called in an activity, which ends here where its worker is to die. */
    void passOrDie(Step step) {
        if (diesAt(step)) {
            throw death();
        }
    }

    synchronized boolean diesAt(Step step) {
        return deaths.containsKey(step) && deaths.get(step).comes();
    }

    /** What was said and has not come, in the words of the test. */
    synchronized List<String> neverCame(String id) {
        String name = "(\"" + id + "\"";
        List<String> missing = new ArrayList<>();
        if (refusal != null && !hasRefused) {
            missing.add(
                    refusal.kind() == FailureKind.POLICY
                            ? "refuse" + name + ")"
                            : "stop" + name + ", " + refusal.kind() + ")");
        }
        if (!failures.isOver()) {
            missing.add(failures.missing("fail" + name + ", " + failures.said() + ")"));
        }
        if (!rateLimits.isOver()) {
            missing.add(rateLimits.missing("rateLimit" + name + ", " + rateLimits.said() + ")"));
        }
        if (!lostAnswers.isOver()) {
            missing.add("ambiguous" + name + ")");
        }
        deaths.forEach((step, death) -> {
            if (!death.isOver()) {
                String said = death.said() == 1 ? "" : " " + death.said() + " times";
                missing.add(death.missing("workerDies" + name + ", " + step + ")" + said));
            }
        });
        return missing;
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
