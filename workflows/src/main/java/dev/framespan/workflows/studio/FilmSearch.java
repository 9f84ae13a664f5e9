package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.text.SafeText;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Lets a film be found in Temporal's own lists, by search attributes. To be used only where a worker has seen them registered: one that is not would
 * hang the film.
 */
@Internal
public final class FilmSearch {
    /** The film's title. */
    public static final SearchAttributeKey<String> TITLE = SearchAttributeKey.forKeyword("FramespanTitle");

    /** {@code working}, {@code waits}, or how it has ended: {@code done}, {@code failed}, {@code cancelled}. */
    public static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("FramespanState");

    /** The kinds of what it waits for, as in {@link dev.framespan.workflows.generation.FailureKind}. */
    public static final SearchAttributeKey<List<String>> WAITING_FOR =
            SearchAttributeKey.forKeywordList("FramespanWaitingFor");

    /** US dollars that its takes cost by the price list, as of when the state was set. */
    public static final SearchAttributeKey<Double> SPENT_USD = SearchAttributeKey.forDouble("FramespanSpentUsd");

    private static final int LONGEST_TITLE = 200;

    private boolean waits;
    private List<Item> parked = List.of();

    /** Of a film that begins. */
    public FilmSearch(String title) {
        Workflow.upsertTypedSearchAttributes(
                TITLE.valueSet(SafeText.cut(title == null ? "" : title, LONGEST_TITLE)), STATE.valueSet("working"));
    }

    /** Whether a film stands otherwise than is said. What is asked for again by itself, and stops again, is no news. */
    public boolean isNews(boolean waitsNow, List<Item> parkedNow) {
        return waitsNow
                ? !waits || !kinds(parkedNow).equals(kinds(parked))
                : waits && (parked.isEmpty() || WaitingNews.isAnswered(parked, parkedNow));
    }

    public void stands(boolean waitsNow, List<Item> parkedNow, BigDecimal spentUsd) {
        waits = waitsNow;
        parked = waitsNow ? parkedNow : List.of();
        show(waits ? "waits" : "working", spentUsd);
    }

    public void ended(FilmOutcome outcome, BigDecimal spentUsd) {
        parked = List.of();
        show(outcome.name().toLowerCase(Locale.ROOT), spentUsd);
    }

    private void show(String state, BigDecimal spentUsd) {
        List<SearchAttributeUpdate<?>> all = new ArrayList<>();
        all.add(STATE.valueSet(state));
        all.add(parked.isEmpty() ? WAITING_FOR.valueUnset() : WAITING_FOR.valueSet(kinds(parked)));
        all.add(SPENT_USD.valueSet(spentUsd.doubleValue()));
        Workflow.upsertTypedSearchAttributes(all.toArray(SearchAttributeUpdate<?>[]::new));
    }

    private static List<String> kinds(List<Item> items) {
        return items.stream()
                .map(item -> item.stop().kind().name())
                .distinct()
                .sorted()
                .toList();
    }

    /** What the takes of some items cost; one that is shared counts once. */
    public static BigDecimal spentUsd(List<Item> items) {
        return items.stream()
                .filter(item -> item.take() != null && item.sharedWith() == null)
                .map(item -> item.take().priceUsd())
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
