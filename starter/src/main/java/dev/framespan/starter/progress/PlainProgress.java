package dev.framespan.starter.progress;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lines for logs and for terminals that can do no more: one for each still or clip that is done, has stopped or is held up for a
 * minute, and every 30 seconds the sum.
 */
public final class PlainProgress implements Progress {
    private static final Duration HELD_UP = Duration.ofMinutes(1);
    private static final Duration SUM = Duration.ofSeconds(30);

    private final BigDecimal estimateUsd;
    private final Map<String, BigDecimal> prices;
    private final Consumer<String> lines;
    private final Clock clock;
    private final Instant started;
    private final Map<String, Instant> heldUpSince = new HashMap<>();
    private final SnapshotDiff changes = new SnapshotDiff(this::news);
    private Instant nextSum;

    /**
     * @param estimateUsd what the film costs when everything is bought
     * @param prices of each keyframe and shot, by id
     * @param lines takes each line
     */
    public PlainProgress(BigDecimal estimateUsd, Map<String, BigDecimal> prices, Consumer<String> lines, Clock clock) {
        this.estimateUsd = estimateUsd;
        this.prices = Map.copyOf(prices);
        this.lines = lines;
        this.clock = clock;
        this.started = clock.instant();
        this.nextSum = started.plus(SUM);
    }

    @Override
    public void show(Snapshot snapshot) {
        for (ItemView item : changes.items(snapshot)) {
            if (!news(item).isEmpty()) {
                line(item.id() + ": " + item.wordsWithoutPercent());
            }
        }
        if (changes.cutting(snapshot)) {
            line(snapshot.cutting() + " the film");
        }
        if (changes.note(snapshot)) {
            line(snapshot.note());
        }
        if (!clock.instant().isBefore(nextSum)) {
            nextSum = clock.instant().plus(SUM);
            if (!snapshot.items().stream().allMatch(ItemView::hasEnded)) {
                line(sum(snapshot));
            }
        }
    }

    /** What a line is due for; empty where none is. */
    private String news(ItemView item) {
        if (item.hasEnded()) {
            return item.words();
        }
        if (!item.isHeldUp()) {
            heldUpSince.remove(item.id());
            return "";
        }
        Instant since = heldUpSince.computeIfAbsent(item.id(), id -> clock.instant());
        return clock.instant().isBefore(since.plus(HELD_UP)) ? "" : "held up";
    }

    private String sum(Snapshot snapshot) {
        return snapshot.done() + " of " + snapshot.items().size() + " done, " + snapshot.percent() + " %, "
                + snapshot.money(estimateUsd, prices) + heldUp(snapshot);
    }

    /** {@code ; gull and 7 more: provider unreachable, asking again}, for each reason that there is. */
    private static String heldUp(Snapshot snapshot) {
        Map<String, List<ItemView>> reasons = snapshot.items().stream()
                .filter(ItemView::isHeldUp)
                .collect(Collectors.groupingBy(ItemView::wordsWithoutPercent, LinkedHashMap::new, Collectors.toList()));
        return reasons.entrySet().stream()
                .map(reason -> "; " + reason.getValue().get(0).id()
                        + (reason.getValue().size() == 1
                                ? ""
                                : " and " + (reason.getValue().size() - 1) + " more")
                        + ": " + reason.getKey())
                .collect(Collectors.joining());
    }

    private void line(String words) {
        lines.accept(DurationText.words(Duration.between(started, clock.instant())) + "  " + words);
    }

    @Override
    public void close() {
        // every line was written at once
    }
}
