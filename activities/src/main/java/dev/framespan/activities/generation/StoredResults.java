package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
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

    /** What the ledger holds of a fingerprint, but for results that the store has lost or damaged. */
    List<SubmissionHistory> history(String fingerprint) throws IOException {
        List<SubmissionHistory> history = new ArrayList<>();
        for (SubmissionHistory submission : ledger.of(fingerprint)) {
            SubmissionHistory sound = submission;
            for (LedgerEntry entry : submission.entries()) {
                if (entry instanceof LedgerEntry.Completed completed && !store.isSound(completed.original())) {
                    sound = sound.without(completed);
                }
            }
            history.add(sound);
        }
        return history;
    }

    /**
     * The asset by which a result is known. A still keeps the one that it had first: the clips made from it were bought under that
     * hash, and under another they would be bought again.
     *
     * @param latest what the store has
     */
    Asset known(boolean still, String fingerprint, int number, Asset latest) throws IOException {
        return still
                ? ledger.of(fingerprint, number)
                        .flatMap(SubmissionHistory::firstResult)
                        .map(LedgerEntry.Completed::original)
                        .orElse(latest)
                : latest;
    }

    /**
     * The bytes of a picture, whole.
     *
     * @param purchase fingerprint of the still that it is; null for a picture of the user's own
     */
    Optional<Asset> picture(Asset picture, String purchase) throws IOException {
        if (store.isSound(picture)) {
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
            Optional<Asset> latest = same ? latest(purchase, submission.number()) : Optional.empty();
            if (latest.isPresent()) {
                return latest;
            }
        }
        return Optional.empty();
    }

    private Optional<Asset> latest(String fingerprint, int number) throws IOException {
        return history(fingerprint).stream()
                .filter(submission -> submission.number() == number)
                .flatMap(submission -> submission.last(LedgerEntry.Completed.class).stream())
                .map(LedgerEntry.Completed::original)
                .findFirst();
    }
}
