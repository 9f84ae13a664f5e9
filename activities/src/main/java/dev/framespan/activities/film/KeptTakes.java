package dev.framespan.activities.film;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was kept for a film after it was cancelled. A child workflow that is cancelled has no result to hand to its film, so the film looks it up
 * in the ledger.
 */
final class KeptTakes {
    private final Ledger ledger;

    KeptTakes(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The facts with what was kept as done, and not as stopped.
     *
     * @param bought for the film, with all its providers
     */
    ReceiptInput in(ReceiptInput facts, List<BoughtSubmission> bought) throws IOException {
        Cancellation cancelled = facts.cancelled();
        if (cancelled == null) {
            return facts;
        }
        List<Item> items = new ArrayList<>();
        for (Item item : facts.items()) {
            boolean mayBeHere = item.take() == null && cancelled.atWork().contains(item.id());
            Optional<Take> kept = mayBeHere ? kept(item.id(), cancelled, bought) : Optional.empty();
            items.add(kept.map(take -> done(item, take)).orElse(item));
        }
        return new ReceiptInput(
                facts.input(), facts.outcome(), items, facts.film(), facts.trouble(), facts.cancelled());
    }

    private static Item done(Item item, Take take) {
        return new Item(
                item.id(),
                item.still(),
                Item.State.DONE,
                item.workflow(),
                item.sharedWith(),
                take,
                null,
                item.speech());
    }

    private Optional<Take> kept(String id, Cancellation cancelled, List<BoughtSubmission> bought) throws IOException {
        for (BoughtSubmission submission : bought) {
            if (!submission.id().equals(id)) {
                continue;
            }
            Optional<SubmissionHistory> history = ledger.of(submission.fingerprint(), submission.submission());
            Optional<LedgerEntry.Completed> completed = history.map(SubmissionHistory::state)
                    .filter(LedgerEntry.Completed.class::isInstance)
                    .map(LedgerEntry.Completed.class::cast)
                    // What an earlier run bought for the same shot under other words is no news.
                    .filter(here -> !here.at().isBefore(cancelled.begunAt()));
            if (completed.isPresent()) {
                boolean boughtNow = history.flatMap(SubmissionHistory::claim)
                        .filter(claim -> cancelled.run().equals(claim.run()))
                        .isPresent();
                return completed.map(here -> take(submission, here, boughtNow));
            }
        }
        return Optional.empty();
    }

    private static Take take(BoughtSubmission submission, LedgerEntry.Completed here, boolean boughtNow) {
        return new Take(
                here.original(),
                here.facts(),
                submission.fingerprint(),
                submission.submission(),
                submission.task(),
                submission.priceUsd(),
                boughtNow,
                here.samples(),
                null);
    }
}
