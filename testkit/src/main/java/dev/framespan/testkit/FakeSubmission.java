package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Take;
import java.math.BigDecimal;
import java.time.Instant;

/** One submission of a {@link FakeLedger}, and how it stands. */
final class FakeSubmission {
    /** How it stands. */
    enum State {
        RUNNING,
        DONE,
        /** Its answer was lost. */
        DOUBT,
        /** Refused, failed or given back. */
        STOPPED
    }

    final String fingerprint;
    final int number;
    final Purchase purchase;
    final BigDecimal priceUsd;
    final boolean decided;
    private final Instant at;
    private State state;
    private String task;
    private FailureKind kind;
    private String said;
    private Take take;
    private int asked;
    private int decisions;

    /** @param decided whether it rests on a decision to buy once more */
    FakeSubmission(
            String fingerprint, int number, Purchase purchase, BigDecimal priceUsd, Instant at, boolean decided) {
        this.fingerprint = fingerprint;
        this.number = number;
        this.purchase = purchase;
        this.priceUsd = priceUsd;
        this.at = at;
        this.decided = decided;
    }

    State state() {
        return state;
    }

    /** The provider's; null where it told none. */
    String task() {
        return task;
    }

    /** Why it stopped; null where it did not. */
    FailureKind kind() {
        return kind;
    }

    String said() {
        return said;
    }

    /** Whether the provider has been paid, as far as is known, and has not given it back. */
    boolean isPaid() {
        return state != State.STOPPED || kind.isLookedForAgain();
    }

    /** @param name the provider's of its task; null for speech */
    void runs(String name) {
        state = State.RUNNING;
        kind = null;
        task = name;
    }

    /** The number of the last decision when it came to ask for one: later ones answer it. */
    int asked() {
        return asked;
    }

    /** The number of the last decision when it stopped last. */
    int decisions() {
        return decisions;
    }

    /** @param decided the number of the last decision */
    void doubted(String words, int decided) {
        state = State.DOUBT;
        said = words;
        asked = decided;
        decisions = decided;
    }

    /** @param decided the number of the last decision */
    void stops(FailureKind why, String words, int decided) {
        // A decision about what is missing stands while it is looked for again, however often that fails.
        boolean missing = state == State.STOPPED && kind.isLookedForAgain() && why.isLookedForAgain();
        if (!missing) {
            asked = decided;
        }
        decisions = decided;
        state = State.STOPPED;
        kind = why;
        said = words;
    }

    void completed(Take made) {
        state = State.DONE;
        kind = null;
        take = made;
    }

    /** What was made; null before. */
    Asset made() {
        return take == null ? null : take.original();
    }

    /** What was made, for one who asks for it. */
    Take takeFor(Purchase asking) {
        return new Take(
                take.original(),
                take.facts(),
                take.fingerprint(),
                take.submission(),
                take.task(),
                take.priceUsd(),
                isOf(asking),
                take.samples(),
                take.machine());
    }

    /** The task, for one who waits for it. */
    ProviderTask taskFor(Purchase asking) {
        return new ProviderTask(
                fingerprint,
                number,
                task,
                asking.film(),
                asking.id(),
                asking.request().take(),
                asking.request().forStill(),
                priceUsd,
                at,
                isOf(asking),
                asking.identity(),
                asking.request().forSpeech() ? FakeAssets.ofHash(Fingerprint.hash(fingerprint), MediaType.MP3) : null);
    }

    private boolean isOf(Purchase asking) {
        return purchase.run().equals(asking.run());
    }
}
