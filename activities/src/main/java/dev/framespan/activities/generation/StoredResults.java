package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was bought, as far as the store still has it whole. A result that the store has lost or damaged is fetched from the provider
 * once more, and may come back with other bytes.
 */
final class StoredResults {
    private final Store store;
    private final Ledger ledger;

    StoredResults(Store store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /**
     * The same submissions, but for results that the store has lost or damaged. What the provider has answered at once it cannot be asked for
     * again, so that it is gone then.
     */
    List<SubmissionHistory> intact(List<SubmissionHistory> submissions) throws IOException {
        List<SubmissionHistory> history = new ArrayList<>();
        for (SubmissionHistory submission : submissions) {
            SubmissionHistory intact = submission;
            for (LedgerEntry entry : submission.entries()) {
                if (entry instanceof LedgerEntry.Completed completed && !store.isIntact(completed.original())) {
                    intact = intact.without(completed);
                }
            }
            Optional<LedgerEntry.Submitted> answered = answered(submission);
            if (answered.isPresent() && !isThere(submission)) {
                intact = intact.with(new LedgerEntry.Failed(
                        answered.get().at(), FailureKind.GONE, null, "what was spoken is no longer in the store"));
            }
            history.add(intact);
        }
        return history;
    }

    private static Optional<LedgerEntry.Submitted> answered(SubmissionHistory submission) {
        return submission.last(LedgerEntry.Submitted.class).filter(submitted -> submitted.delivered() != null);
    }

    /** Whether the store has, whole, what the provider answered at once. */
    boolean isThere(SubmissionHistory submission) throws IOException {
        Optional<LedgerEntry.Submitted> answered = answered(submission);
        return answered.isPresent() && store.isIntact(answered.get().delivered());
    }

    /**
     * The asset by which a result is known. A still keeps the one that it had first: the clips made from it were bought under that
     * hash, and under another they would be bought again.
     *
     * @param latest what the store has
     */
    static Asset known(boolean still, SubmissionHistory submission, Asset latest) {
        return still
                ? submission.firstResult().map(LedgerEntry.Completed::original).orElse(latest)
                : latest;
    }

    /**
     * The bytes of a picture, whole.
     *
     * @param purchase fingerprint of the still that it is; null for a picture of the user's own
     */
    Optional<Asset> picture(Asset picture, String purchase) throws IOException {
        if (store.isIntact(picture)) {
            return Optional.of(picture);
        }
        if (purchase == null) {
            return Optional.empty();
        }
        for (SubmissionHistory submission : ledger.of(purchase)) {
            boolean same = submission
                    .firstResult()
                    .filter(result -> result.original().equals(picture))
                    .isPresent();
            Optional<Asset> latest = same ? latest(submission) : Optional.empty();
            if (latest.isPresent()) {
                return latest;
            }
        }
        return Optional.empty();
    }

    private Optional<Asset> latest(SubmissionHistory submission) throws IOException {
        return intact(List.of(submission))
                .get(0)
                .last(LedgerEntry.Completed.class)
                .map(LedgerEntry.Completed::original);
    }
}
