package dev.framespan.activities.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framespan.activities.provider.Refund;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.TakeKind;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One line of the ledger, about one submission of one fingerprint. Lines are only ever added, but for a SENDING that is proven to have
 * come to nothing: it is taken away once a TOO EARLY that names it stands in its place, and the same submission may be sent again.
 *
 * <pre>CLAIMED → SENDING → SUBMITTED → COMPLETED | FAILED
 *             ↑    ├─→ DECLINED | AMBIGUOUS
 *             └ TOO EARLY</pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEntry.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = LedgerEntry.Sending.class, name = "sending"),
    @JsonSubTypes.Type(value = LedgerEntry.Submitted.class, name = "submitted"),
    @JsonSubTypes.Type(value = LedgerEntry.TooEarly.class, name = "refused"),
    @JsonSubTypes.Type(value = LedgerEntry.Declined.class, name = "declined"),
    @JsonSubTypes.Type(value = LedgerEntry.Ambiguous.class, name = "ambiguous"),
    @JsonSubTypes.Type(value = LedgerEntry.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = LedgerEntry.Completed.class, name = "completed")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LedgerEntry {
    Instant at();

    /**
     * A worker is about to submit. Nothing has been sent.
     *
     * @param owner the process
     * @param deadline after which another worker may claim the same submission
     * @param priceUsd by the price list, exact; null where it says nothing
     * @param grant the decision that allowed this submission; null where none was needed
     * @param realm of the provider; null in what older versions wrote
     * @param action what the model is asked to do; null in records of earlier versions, as all that follow
     * @param resolution as the provider spells it; null for speech
     * @param seconds length of a clip; null for a still and for speech
     * @param audio whether a clip comes with sound; null for a still and for speech
     * @param video use of its reference video; null where it has none
     * @param books realm in which it counts against budgets and days; null where that is the provider's own
     */
    record Claimed(
            Instant at,
            String owner,
            Instant deadline,
            String film,
            String run,
            String id,
            int take,
            String model,
            BigDecimal priceUsd,
            String grant,
            String realm,
            Action action,
            String resolution,
            Integer seconds,
            Boolean audio,
            VideoUse video,
            String books)
            implements LedgerEntry {
        @JsonCreator
        public Claimed {}

        /** The realm in which it counts against budgets and days; null in what older versions wrote. */
        public String countsIn() {
            return books == null ? realm : books;
        }

        /** What it counts as under a limit and in a sum: its price, and nothing where none is known. */
        public BigDecimal countedUsd() {
            return priceUsd == null ? BigDecimal.ZERO : priceUsd;
        }

        /** As earlier versions wrote it. */
        public Claimed(
                Instant at,
                String owner,
                Instant deadline,
                String film,
                String run,
                String id,
                int take,
                String model,
                BigDecimal priceUsd,
                String grant,
                String realm) {
            this(
                    at, owner, deadline, film, run, id, take, model, priceUsd, grant, realm, null, null, null, null,
                    null, null);
        }

        /**
         * A claim on a purchase.
         *
         * @param books realm in which it counts against budgets and days
         */
        public static Claimed of(
                Purchase purchase,
                BigDecimal priceUsd,
                String realm,
                String books,
                String grant,
                String owner,
                Instant at,
                Instant deadline) {
            GenerationRequest request = purchase.request();
            return new Claimed(
                    at,
                    owner,
                    deadline,
                    purchase.film(),
                    purchase.run(),
                    purchase.id(),
                    request.take(),
                    request.model(),
                    priceUsd,
                    grant,
                    realm,
                    request.action(),
                    request.resolution(),
                    request.seconds(),
                    request.kind() == TakeKind.CLIP ? request.audio() : null,
                    request.video() == null ? null : request.video().use(),
                    books.equals(realm) ? null : books);
        }
    }

    /**
     * Written immediately before the bytes. From here on the provider may have accepted.
     *
     * @param deadline after which no answer can come any more
     * @param claim number of the claim on which it rests, from 1; null in records of earlier versions, and it is the last one then
     * @param callback true where the provider is asked to call when the task has ended; null where it is not
     */
    record Sending(Instant at, String owner, Instant deadline, Integer claim, Boolean callback) implements LedgerEntry {
        @JsonCreator
        public Sending {}

        public Sending(Instant at, String owner, Instant deadline) {
            this(at, owner, deadline, null);
        }

        /** Without a callback. */
        public Sending(Instant at, String owner, Instant deadline, Integer claim) {
            this(at, owner, deadline, claim, null);
        }
    }

    /**
     * The provider accepted.
     *
     * @param task the provider's id; null where its answer was the thing itself
     * @param delivered what the provider answered, stored before this was written; null where it answered with a task
     */
    record Submitted(Instant at, String task, Asset delivered) implements LedgerEntry {
        @JsonCreator
        public Submitted {}

        public Submitted(Instant at, String task) {
            this(at, task, null);
        }
    }

    /**
     * Proven not to have been accepted, and only too early: the same submission may be sent again. The latest one alone is kept.
     * Records call it {@code refused}.
     *
     * @param sending when the {@link Sending} was written that this answers, and outweighs; null in records of earlier versions
     */
    record TooEarly(Instant at, FailureKind kind, Integer status, String code, String message, Instant sending)
            implements LedgerEntry {
        @JsonCreator
        public TooEarly {}

        public TooEarly(Instant at, FailureKind kind, Integer status, String code, String message) {
            this(at, kind, status, code, message, null);
        }

        /** Whether this is the answer to what was being sent. */
        boolean answers(Sending sent) {
            return sent.at().equals(sending);
        }
    }

    /** Proven not to have been accepted; it does not count. */
    record Declined(Instant at, FailureKind kind, Integer status, String code, String message) implements LedgerEntry {}

    /** The provider may have accepted, and we cannot know. */
    record Ambiguous(Instant at, Integer status, String message) implements LedgerEntry {}

    /**
     * Ended at the provider without anything that can be used.
     *
     * @param by the film that cancelled it; null where none did
     * @param refunded whether the provider gave the price back; null where it does not say, and in records of earlier versions
     * @param refundedQuota how much, in the provider's own unit; null where it does not say
     */
    record Failed(
            Instant at, FailureKind kind, String code, String message, String by, Boolean refunded, Long refundedQuota)
            implements LedgerEntry {
        @JsonCreator
        public Failed {}

        public Failed(Instant at, FailureKind kind, String code, String message) {
            this(at, kind, code, message, null, null, null);
        }

        /** The same, given back by a film. */
        public Failed by(String film) {
            return new Failed(at, kind, code, message, film, refunded, refundedQuota);
        }

        /** Whether the provider says anything about the price. */
        boolean saysRefund() {
            return refunded != null || refundedQuota != null;
        }

        /** The same, written after another one: by another worker's clock it may be the earlier one. */
        Failed after(Failed earlier) {
            Instant later = earlier.at().plusMillis(1);
            return new Failed(
                    at.isBefore(later) ? later : at,
                    kind,
                    code,
                    message,
                    by == null ? earlier.by() : by,
                    refunded,
                    refundedQuota);
        }

        /** The same with what the provider says about the price. */
        public Failed refunded(Refund refund) {
            return new Failed(at, kind, code, message, by, refund.given(), refund.quota());
        }
    }

    /**
     * Fetched, and decoded to its end.
     *
     * @param facts what decoding has shown; null for speech
     * @param samples how long speech lasts, at 48 kHz; null for a still or clip
     */
    record Completed(Instant at, Asset original, MediaFacts facts, Long samples) implements LedgerEntry {
        @JsonCreator
        public Completed {}

        public Completed(Instant at, Asset original, MediaFacts facts) {
            this(at, original, facts, null);
        }
    }
}
