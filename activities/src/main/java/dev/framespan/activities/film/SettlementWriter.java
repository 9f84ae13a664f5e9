package dev.framespan.activities.film;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.Settlement;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.Item;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells apart what became of a cancelled film's tasks, by what the ledger knows of them when it ends. */
final class SettlementWriter {
    private final Ledger ledger;

    SettlementWriter(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param bought for the film, with all its providers
     * @return null where there is nothing to tell
     */
    Settlement write(ReceiptInput facts, List<BoughtSubmission> bought) throws IOException {
        Cancellation cancelled = facts.cancelled();
        if (cancelled == null) {
            return null;
        }
        Set<String> here = facts.items().stream()
                .filter(item -> cancelled.atWork().contains(item.id()))
                .map(Item::take)
                .filter(Objects::nonNull)
                .map(SettlementWriter::name)
                .collect(Collectors.toSet());
        List<BoughtSubmission> refunded = new ArrayList<>();
        List<BoughtSubmission> kept = new ArrayList<>();
        List<BoughtSubmission> running = new ArrayList<>();
        List<BoughtSubmission> lost = new ArrayList<>();
        for (BoughtSubmission submission : bought) {
            if (submission.charge() == Charge.RUNNING) {
                running.add(submission);
            } else if (here.contains(name(submission))) {
                kept.add(submission);
            } else if (cancelled.atWork().contains(submission.id())) {
                if (submission.charge() == Charge.DOUBTFUL) {
                    lost.add(submission);
                } else if (isSince(cancelled.begunAt(), submission)) {
                    (submission.charge() == Charge.NONE ? refunded : lost).add(submission);
                }
            }
        }
        Settlement settlement = new Settlement(part(refunded), part(kept), part(running), part(lost));
        return settlement.isEmpty() ? null : settlement;
    }

    private static String name(Take take) {
        return take.fingerprint() + "#" + take.submission();
    }

    private static String name(BoughtSubmission submission) {
        return submission.fingerprint() + "#" + submission.submission();
    }

    /** What an earlier run gave back is in the ledger, too. */
    private boolean isSince(Instant begun, BoughtSubmission submission) throws IOException {
        Optional<Instant> ended = ledger.of(submission.fingerprint(), submission.submission())
                .flatMap(history -> history.last(LedgerEntry.Failed.class))
                .map(LedgerEntry.Failed::at);
        return ended.filter(at -> !at.isBefore(begun)).isPresent();
    }

    private static Settlement.Part part(List<BoughtSubmission> submissions) {
        if (submissions.isEmpty()) {
            return null;
        }
        List<BigDecimal> prices = submissions.stream()
                .map(BoughtSubmission::priceUsd)
                .filter(Objects::nonNull)
                .toList();
        int unpriced = submissions.size() - prices.size();
        return new Settlement.Part(
                submissions.stream().map(BoughtSubmission::id).distinct().toList(),
                prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                unpriced == 0 ? null : unpriced);
    }
}
