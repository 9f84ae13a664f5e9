package dev.framespan.starter.progress;

import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.text.SafeText;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lines for logs and for terminals that can do no more: one for each still or clip that is bought or has stopped, and every 30 seconds the
 * sum. The sum says what holds some of them up when it sees that first, and a line says when it is over. What was bought before has its
 * place in the sum alone, and why something has stopped is said at the end.
 */
public final class PlainProgress implements Progress {
    private static final Duration WORTH_A_LINE = Duration.ofMinutes(1);
    // Between two attempts a cause may be out of sight; it is the same still.
    private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(15);
    private static final Duration SUM = Duration.ofSeconds(30);

    private final BigDecimal estimateUsd;
    private final Map<String, BigDecimal> prices;
    private final Consumer<String> lines;
    private final Clock clock;
    private final Instant started;
    private final Map<String, Cause> causes = new LinkedHashMap<>();
    private final SnapshotDiff changes = new SnapshotDiff(item -> String.valueOf(item.state()));
    private Instant nextSum;

    /** What holds some stills or clips up. */
    private static final class Cause {
        private final Instant since;
        private Instant seen;
        private boolean said;

        private Cause(Instant since) {
            this.since = since;
        }
    }

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
        line("starting");
    }

    /** Why is said at the end, but for what is to be mended: the operator can do so while the rest goes on. */
    private static String stopped(Stop stop) {
        return "stopped (" + stop.kind() + ")"
                + (stop.kind().needsMending() ? ": " + SafeText.line(stop.message()) : "");
    }

    @Override
    public void show(Snapshot snapshot) {
        boolean ended = snapshot.items().stream().allMatch(ItemView::hasEnded);
        List<ItemView> changed = changes.items(snapshot);
        for (ItemView item : changed) {
            if (item.hasEnded() && !item.isBoughtBefore()) {
                line(item.id() + ": "
                        + (item.stop() == null || item.isKept() || item.state() == Item.State.SKIPPED
                                ? item.words()
                                : stopped(item.stop())));
            }
        }
        if (ended && changed.stream().anyMatch(ItemView::isBoughtBefore)) {
            line(sum(snapshot));
        }
        showCauses(snapshot);
        if (changes.cutting(snapshot)) {
            line(snapshot.cutting() + " the film");
        }
        if (changes.note(snapshot)) {
            line(snapshot.note());
        }
        if (!clock.instant().isBefore(nextSum)) {
            nextSum = clock.instant().plus(SUM);
            if (!ended) {
                line(sum(snapshot));
            }
        }
    }

    private void showCauses(Snapshot snapshot) {
        Instant now = clock.instant();
        heldUp(snapshot).keySet().forEach(words -> causes.computeIfAbsent(words, cause -> new Cause(now)).seen = now);
        causes.entrySet().removeIf(entry -> {
            Cause cause = entry.getValue();
            boolean over = now.isAfter(cause.seen.plus(OUT_OF_SIGHT));
            if (over && cause.said && !cause.seen.isBefore(cause.since.plus(WORTH_A_LINE))) {
                line("over: " + entry.getKey());
            }
            return over;
        });
    }

    private String sum(Snapshot snapshot) {
        StringBuilder sum = new StringBuilder(snapshot.done() + " of "
                + snapshot.items().size() + " done, " + snapshot.percent() + " %, "
                + snapshot.money(estimateUsd, prices));
        int saidBefore = 0;
        for (Map.Entry<String, List<ItemView>> held : heldUp(snapshot).entrySet()) {
            Cause cause = causes.get(held.getKey());
            if (cause.said) {
                saidBefore += held.getValue().size();
            } else {
                sum.append("; ").append(words(held.getKey(), held.getValue()));
                cause.said = true;
            }
        }
        return saidBefore == 0 ? sum.toString() : sum + "; " + saidBefore + " held up";
    }

    private static Map<String, List<ItemView>> heldUp(Snapshot snapshot) {
        return snapshot.items().stream()
                .filter(ItemView::isHeldUp)
                .collect(Collectors.groupingBy(ItemView::cause, LinkedHashMap::new, Collectors.toList()));
    }

    /** {@code gull and 7 more: provider unreachable, asking again}. */
    private static String words(String cause, List<ItemView> items) {
        String more = items.size() == 1 ? "" : " and " + (items.size() - 1) + " more";
        return items.get(0).id() + more + ": " + cause;
    }

    private void line(String words) {
        lines.accept(DurationText.words(Duration.between(started, clock.instant())) + "  " + words);
    }

    @Override
    public void close() {
        // every line was written at once
    }
}
