package dev.framespan.activities.ledger;

import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
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
 * @param unpriced submissions charged, or perhaps charged, of which the price list said nothing: they count as nothing in the sums
 */
public record FilmSpending(
        String realm,
        BigDecimal spentUsd,
        BigDecimal committedUsd,
        int tasks,
        BigDecimal doubtfulUsd,
        int doubts,
        int unpriced) {
    /** Of which all has a price. */
    public FilmSpending(
            String realm, BigDecimal spentUsd, BigDecimal committedUsd, int tasks, BigDecimal doubtfulUsd, int doubts) {
        this(realm, spentUsd, committedUsd, tasks, doubtfulUsd, doubts, 0);
    }

    /** Of a film; realms in alphabetical order, those of older versions first. */
    public static List<FilmSpending> of(Store store, String film) throws IOException {
        return of(BoughtSubmission.of(store, film));
    }

    /** The sums of what was bought; realms in alphabetical order, those of older versions first. */
    public static List<FilmSpending> of(List<BoughtSubmission> bought) {
        TreeMap<String, FilmSpending> realms = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        for (BoughtSubmission submission : bought) {
            String realm = submission.realm();
            FilmSpending before = realms.getOrDefault(
                    realm, new FilmSpending(realm, BigDecimal.ZERO, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0));
            realms.put(realm, before.with(submission.charge(), submission.priceUsd()));
        }
        return List.copyOf(realms.values());
    }

    /** @param listed null where the price list says nothing, which counts as nothing */
    private FilmSpending with(Charge charge, BigDecimal listed) {
        BigDecimal price = listed == null ? BigDecimal.ZERO : listed;
        int without = unpriced + (listed == null && charge != Charge.NONE ? 1 : 0);
        return switch (charge) {
            case RUNNING -> new FilmSpending(
                    realm, spentUsd, committedUsd.add(price), tasks + 1, doubtfulUsd, doubts, without);
            case DOUBTFUL -> new FilmSpending(
                    realm, spentUsd, committedUsd, tasks, doubtfulUsd.add(price), doubts + 1, without);
            case KEPT -> new FilmSpending(
                    realm, spentUsd.add(price), committedUsd, tasks, doubtfulUsd, doubts, without);
            case NONE -> this;
        };
    }
}
