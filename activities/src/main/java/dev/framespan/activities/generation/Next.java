package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Entry;
import dev.framespan.generation.FailureKind;
import java.time.Duration;

/** What the ledger allows for a purchase. */
sealed interface Next {
    /** It was bought and verified. */
    record Finished(int number, Entry.Completed completed) implements Next {}

    /** It is at the provider; asking for it costs nothing. */
    record Await(int number, Entry.Submitted submitted) implements Next {}

    /** Somebody else is at it. */
    record Hold(Duration delay) implements Next {}

    /** Somebody died between the first byte and the answer. */
    record Doubt(int number) implements Next {}

    /**
     * It may be submitted.
     *
     * @param number of the submission
     * @param claim 1, or more where earlier claimants died
     * @param grant the decision on which it rests; null where it needs none
     */
    record Submit(int number, int claim, String grant) implements Next {}

    /** Only with somebody's decision. */
    record Ask(int number, FailureKind kind, String reason, Integer status, String code, String task) implements Next {}
}
