package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.RemedyText;
import dev.framespan.workflows.generation.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the ledger allows for a purchase. */
sealed interface PurchaseStep {
    /** It was bought and verified. */
    record Finished(int number, LedgerEntry.Completed completed) implements PurchaseStep {}

    /**
     * It is at the provider; asking for it costs nothing.
     *
     * @param thenBuy whether a decision stands to buy it once more, should that fail
     */
    record Await(int number, LedgerEntry.Submitted submitted, boolean thenBuy) implements PurchaseStep {
        Await(int number, LedgerEntry.Submitted submitted) {
            this(number, submitted, false);
        }
    }

    /** Another worker is at it. */
    record Wait(Duration delay) implements PurchaseStep {}

    /** A worker died between the first byte and the answer. */
    record MarkAmbiguous(int number) implements PurchaseStep {}

    /**
     * It may be submitted.
     *
     * @param number of the submission
     * @param claim 1, or more where earlier claimants died
     * @param grant the decision on which it rests; null where it needs none
     * @param earlier the claims, first to last, under which it was sent too early before: one of them is good for the same
     *     purchase; empty where it was not sent before
     * @param tooEarly the latest answer of that kind; null where it was not sent before
     */
    record Submit(int number, int claim, String grant, List<LedgerEntry.Claimed> earlier, LedgerEntry.TooEarly tooEarly)
            implements PurchaseStep {
        public Submit {
            earlier = List.copyOf(earlier);
        }

        Submit(int number, int claim, String grant) {
            this(number, claim, grant, List.of(), null);
        }
    }

    /**
     * Only with the operator's decision.
     *
     * @param since when it came to this: only a decision made afterwards is about that
     */
    record NeedsDecision(
            int number, FailureKind kind, String reason, Integer status, String code, String task, Instant since)
            implements PurchaseStep {
        /** What happened, and what the operator can do about it. */
        Stop stop(Purchase purchase) {
            return Stop.of(kind, purchase, RemedyText.added(kind, purchase.id(), reason))
                    .at(number, task)
                    .answered(status, code);
        }
    }
}
