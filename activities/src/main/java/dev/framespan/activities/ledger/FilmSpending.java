package dev.framespan.activities.ledger;

import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was bought for one film in one realm, by the price list, in US dollars. What a film takes from another, or from an earlier one,
 * was bought for that.
 *
 * @param realm of the provider; null for what older versions bought
 * @param spentUsd charged and had, or charged and lost
 * @param committedUsd charged, and not yet had
 * @param tasks at the provider, which are committed
 * @param doubtfulUsd perhaps charged: the answer was lost, or has not come yet
 * @param doubts submissions of that kind
 */
public record FilmSpending(
        String realm, BigDecimal spentUsd, BigDecimal committedUsd, int tasks, BigDecimal doubtfulUsd, int doubts) {

    /** Reads the whole ledger; realms in alphabetical order, those of older versions first. */
    public static List<FilmSpending> of(Store store, String film) throws IOException {
        Ledger ledger = new Ledger(store);
        TreeMap<String, FilmSpending> realms = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        for (String fingerprint : fingerprints(store)) {
            for (SubmissionHistory submission : ledger.of(fingerprint)) {
                Optional<LedgerEntry.Claimed> claimed = submission.claim();
                if (claimed.isPresent() && claimed.get().film().equals(film)) {
                    String realm = claimed.get().realm();
                    FilmSpending before = realms.getOrDefault(
                            realm, new FilmSpending(realm, BigDecimal.ZERO, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0));
                    realms.put(
                            realm, before.with(submission.state(), claimed.get().priceUsd()));
                }
            }
        }
        return List.copyOf(realms.values());
    }

    /** {@code ledger/v1/ab/abcd…} is about {@code v1:abcd…}. */
    private static List<String> fingerprints(Store store) throws IOException {
        List<String> fingerprints = new ArrayList<>();
        for (String version : store.list("ledger")) {
            for (String part : store.list(version)) {
                for (String key : store.list(part)) {
                    fingerprints.add(Store.name(version) + ":" + Store.name(key));
                }
            }
        }
        return fingerprints;
    }

    private FilmSpending with(LedgerEntry state, BigDecimal price) {
        if (state instanceof LedgerEntry.Submitted) {
            return new FilmSpending(realm, spentUsd, committedUsd.add(price), tasks + 1, doubtfulUsd, doubts);
        }
        if (state instanceof LedgerEntry.Sending || state instanceof LedgerEntry.Ambiguous) {
            return new FilmSpending(realm, spentUsd, committedUsd, tasks, doubtfulUsd.add(price), doubts + 1);
        }
        return isKept(state)
                ? new FilmSpending(realm, spentUsd.add(price), committedUsd, tasks, doubtfulUsd, doubts)
                : this;
    }

    /** Whether the provider keeps the money. What failed or was refused there counts as given back. */
    private static boolean isKept(LedgerEntry state) {
        if (state instanceof LedgerEntry.Failed failed) {
            return failed.kind().isAskedAgain();
        }
        return state instanceof LedgerEntry.Completed;
    }
}
