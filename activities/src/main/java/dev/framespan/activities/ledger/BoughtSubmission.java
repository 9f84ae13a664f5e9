package dev.framespan.activities.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A submission that the provider accepted, or may have: what was bought, for what, at which price, and what became of it. What records of
 * earlier versions do not say is null.
 *
 * @param at when it was sent
 * @param film for which it was bought
 * @param id of the shot, keyframe or speech
 * @param submission 1 for the first of the fingerprint
 * @param seconds length of a clip; null for a still and for speech
 * @param audio whether a clip comes with sound; null for a still and for speech
 * @param video use of its reference video; null where it has none
 * @param priceUsd by the price list, exact; null where it says nothing
 * @param task the provider's id; null while it is not known, and for speech
 * @param state {@code sending}, {@code ambiguous}, {@code submitted} or {@code completed}; of one that came to nothing, its failure kind
 * @param charge what it costs
 * @param refund whether its price was given back; null where there was no reason to
 * @param refundedQuota how much, in the provider's own unit; null where it does not say
 * @param books realm in which it counts against budgets and days; null where that is the provider's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BoughtSubmission(
        Instant at,
        String film,
        String id,
        int take,
        int submission,
        String realm,
        String model,
        Action action,
        Integer seconds,
        String resolution,
        Boolean audio,
        VideoUse video,
        BigDecimal priceUsd,
        String task,
        String state,
        Charge charge,
        RefundState refund,
        Long refundedQuota,
        String fingerprint,
        String books) {

    /** The realm in which it counts against budgets and days; null for what older versions bought. */
    public String countsIn() {
        return books == null ? realm : books;
    }

    /** Whether the price of what came to nothing was given back. */
    public enum RefundState {
        /** The provider says so. */
        YES,
        /** The provider does not say; it is taken for given back. */
        ASSUMED,
        NO;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Everything that was ever bought with a store, oldest first. What was proven not to have been accepted was not bought. */
    public static List<BoughtSubmission> of(Store store) throws IOException {
        Ledger ledger = new Ledger(store);
        return of(ledger, ledger.fingerprints());
    }

    /** What was bought for one film, oldest first. */
    public static List<BoughtSubmission> of(Store store, String film) throws IOException {
        return of(new Ledger(store), new ClaimIndex(store).ofFilm(film)).stream()
                .filter(submission -> submission.film().equals(film))
                .toList();
    }

    private static List<BoughtSubmission> of(Ledger ledger, List<String> fingerprints) throws IOException {
        List<BoughtSubmission> bought = new ArrayList<>();
        for (String fingerprint : fingerprints) {
            for (SubmissionHistory submission : ledger.of(fingerprint)) {
                of(fingerprint, submission).ifPresent(bought::add);
            }
        }
        bought.sort(Comparator.comparing(BoughtSubmission::at));
        return bought;
    }

    private static Optional<BoughtSubmission> of(String fingerprint, SubmissionHistory submission) {
        LedgerEntry state = submission.state();
        boolean isBought = !(state instanceof LedgerEntry.Claimed)
                && !(state instanceof LedgerEntry.TooEarly)
                && !(state instanceof LedgerEntry.Declined);
        return submission
                .claim()
                .filter(claimed -> isBought)
                .map(claimed -> new BoughtSubmission(
                        submission.begun(),
                        claimed.film(),
                        claimed.id(),
                        claimed.take(),
                        submission.number(),
                        claimed.realm(),
                        claimed.model(),
                        claimed.action(),
                        claimed.seconds(),
                        claimed.resolution(),
                        claimed.audio(),
                        claimed.video(),
                        claimed.priceUsd(),
                        submission
                                .last(LedgerEntry.Submitted.class)
                                .map(LedgerEntry.Submitted::task)
                                .orElse(null),
                        word(state),
                        Charge.of(state),
                        refund(state),
                        state instanceof LedgerEntry.Failed failed ? failed.refundedQuota() : null,
                        fingerprint,
                        claimed.books()));
    }

    private static String word(LedgerEntry state) {
        String word = state instanceof LedgerEntry.Failed failed
                ? failed.kind().name()
                : state.getClass().getSimpleName();
        return word.toLowerCase(Locale.ROOT);
    }

    private static RefundState refund(LedgerEntry state) {
        if (!(state instanceof LedgerEntry.Failed failed)) {
            return null;
        }
        if (Charge.of(failed) == Charge.KEPT) {
            return RefundState.NO;
        }
        return Boolean.TRUE.equals(failed.refunded()) ? RefundState.YES : RefundState.ASSUMED;
    }
}
