package dev.framespan.testkit;

import dev.framespan.workflows.generation.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A provider that makes everything at once and costs nothing, but has the prices and the rules of the built-in catalogue: what a real worker would
 * refuse is refused here, with the same words. What is to happen otherwise is said before the workflow begins, and by the names that it gives:
 *
 * <pre>{@code
 * studio.provider()
 *         .refuse("crowd")                           // by the content policy
 *         .slow("sweep", Duration.ofHours(1))        // of the server's time, which a test does not wait for
 *         .workerDies("rain", Step.SUBMITTED);       // and nobody knows whether it was bought
 * }</pre>
 *
 * <p>Where several things are said of one name, each happens: it is asked for too early, then in doubt, queued, worked at, and fails. For another test all is forgotten.
 *
 * <p>A test whose workers do not meet what it has said proves nothing of it: a name is misspelt, or its number was too large. So it fails when it ends, and says
 * which death, refusal, stop, failure, rate limit or lost answer never came, and what was asked for. What is only a matter of time, {@link #slow},
 * {@link #queued} and {@link #seconds}, need not be met; nor need what was {@linkplain #mend taken back}; and a test that has failed before is told nothing
 * of it.
 */
public final class FakeProvider {
    private final Map<String, ShotScript> scripts = new ConcurrentSkipListMap<>();
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    FakeProvider() {}

    /** What a test has said about something that a workflow asks for. */
    ShotScript asked(String id) {
        asked.add(id);
        return script(id);
    }

    /** @throws AssertionError where the test has said something that did not happen */
    void requireAllCame() {
        List<String> missing = new ArrayList<>();
        scripts.forEach((id, script) -> missing.addAll(script.neverCame(id)));
        if (!missing.isEmpty()) {
            throw new AssertionError("the test has told the provider what never came: " + String.join("; ", missing)
                    + (asked.isEmpty() ? "; nothing was asked for" : "; asked for was " + String.join(", ", asked)));
        }
    }

    private ShotScript script(String id) {
        return scripts.computeIfAbsent(Objects.requireNonNull(id, "id"), name -> new ShotScript());
    }

    private static void requireTimes(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("a thing happens 0 times or more often, not " + times);
        }
    }

    private static void requireLength(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("a task takes some time or none, not " + length);
        }
    }

    /**
     * Makes a clip or speech of another length than was asked for, as providers do by some frames.
     *
     * @param id of a clip or speech
     * @param seconds more than 0; a clip has 24 frames a second
     * @return this
     */
    public FakeProvider seconds(String id, double seconds) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("what is made lasts longer than " + seconds + " s");
        }
        script(id).seconds(seconds);
        return this;
    }

    /**
     * Refuses the words with which it is asked for first by the content policy, each time: {@link FailureKind#POLICY}. Other words, as after a fix, pass.
     * Nothing is paid.
     *
     * @param id of a still, clip or speech
     * @return this
     */
    public FakeProvider refuse(String id) {
        return stop(id, FailureKind.POLICY, "refused by the provider's content policy: the test says so");
    }

    /**
     * Ends each submission with a stop of any kind, as {@link FailureKind#BALANCE}. Nothing is paid; but for what was paid for and is missing:
     * {@link FailureKind#LOST} comes where the task is waited for, {@link FailureKind#UNUSABLE} where what it made is decoded, of a still or clip alone.
     * Either is looked for again, for nothing, before a decision buys it once more.
     *
     * @param id of a still, clip or speech, or of a file of one's own
     * @param kind of the stop
     * @param words of the stop
     * @return this
     */
    public FakeProvider stop(String id, FailureKind kind, String words) {
        script(id).refuse(new ShotScript.Refusal(kind, words));
        return this;
    }

    /**
     * Takes what was said of a name back, as where the account has money again: what is asked for from now on is made.
     *
     * @param id of a still, clip or speech, or of a file of one's own
     * @return this
     */
    public FakeProvider mend(String id) {
        scripts.remove(id);
        return this;
    }

    /**
     * Fails the first task, by the provider's fault: {@link FailureKind#FAILED}. Its price is given back.
     *
     * @param id of a still or clip
     * @return this
     */
    public FakeProvider fail(String id) {
        return fail(id, 1);
    }

    /**
     * Fails so many tasks one after another. What has failed twice is bought again by decision alone: {@link FailureKind#FAILED_AGAIN}.
     *
     * @param id of a still or clip
     * @param times 0 or more
     * @return this
     */
    public FakeProvider fail(String id, int times) {
        requireTimes(times);
        script(id).fail(times);
        return this;
    }

    /**
     * Says so often that it is asked too often: the workflow waits longer each time, and asks again.
     *
     * @param id of a still, clip or speech
     * @param times 0 or more
     * @return this
     */
    public FakeProvider rateLimit(String id, int times) {
        requireTimes(times);
        script(id).rateLimit(times);
        return this;
    }

    /**
     * Loses the first answer: {@link FailureKind#AMBIGUOUS}. The worst is assumed, and counted: it was accepted and paid.
     *
     * @param id of a still, clip or speech
     * @return this
     */
    public FakeProvider ambiguous(String id) {
        script(id).ambiguous();
        return this;
    }

    /**
     * Works so long at it, by the clock of the test's server. Who cancels meanwhile has paid.
     *
     * @param id of a still or clip
     * @param length 0 or more; the test does not wait for it
     * @return this
     */
    public FakeProvider slow(String id, Duration length) {
        requireLength(length);
        script(id).work(length);
        return this;
    }

    /**
     * Has it wait so long in the provider's queue, by the clock of the test's server. Who cancels meanwhile gets the price back.
     *
     * @param id of a still or clip
     * @param length 0 or more; the test does not wait for it
     * @return this
     */
    public FakeProvider queued(String id, Duration length) {
        requireLength(length);
        script(id).queue(length);
        return this;
    }

    /**
     * Has the worker die once that is at it, as by a power cut. Said twice, the next one dies, too.
     *
     * @param id of a still, clip or speech
     * @param step where it dies
     * @return this
     */
    public FakeProvider workerDies(String id, Step step) {
        script(id).dies(step);
        return this;
    }
}
