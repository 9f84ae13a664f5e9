package dev.framespan.starter.progress;

import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.text.SafeText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Draws a snapshot as lines that fit a terminal: the film's bar first, then what is being made or has stopped. */
final class ProgressScreen {
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_ID = 20;
    private static final int WHOLE = 100;
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle GOOD = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle BAD = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

    private final BigDecimal estimateUsd;
    private final Map<String, BigDecimal> prices;

    ProgressScreen(BigDecimal estimateUsd, Map<String, BigDecimal> prices) {
        this.estimateUsd = estimateUsd;
        this.prices = Map.copyOf(prices);
    }

    /**
     * @param columns of the terminal; no line is longer
     * @param rows of the terminal; there are fewer lines
     */
    List<AttributedString> draw(Snapshot snapshot, Duration elapsed, int columns, int rows) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(head(snapshot, elapsed, columns));
        if (!snapshot.note().isEmpty()) {
            lines.add(line("  " + snapshot.note(), BAD));
        } else if (!snapshot.cutting().isEmpty()) {
            lines.add(line("  " + snapshot.cutting() + " the film", AttributedStyle.DEFAULT));
        }
        List<ItemView> shown = snapshot.items().stream()
                .filter(item ->
                        item.state() == Item.State.IN_PROGRESS || item.state() == Item.State.STOPPED || item.isHeldUp())
                .toList();
        int room = Math.max(0, rows - lines.size() - 2);
        int width = shown.stream().mapToInt(item -> item.id().length()).max().orElse(0);
        for (ItemView item : shown.subList(0, Math.min(room, shown.size()))) {
            lines.add(item(item, Math.min(width, LONGEST_ID)));
        }
        if (shown.size() > room && rows > 2) {
            lines.add(line("  and " + (shown.size() - room) + " more", FAINT));
        }
        return lines.stream()
                .map(text -> text.columnSubSequence(0, Math.max(1, columns - 1)))
                .toList();
    }

    private AttributedString head(Snapshot snapshot, Duration elapsed, int columns) {
        int percent = snapshot.percent();
        String facts = String.format(Locale.ROOT, " %3d %%  %s", percent, DurationText.words(elapsed)) + "  "
                + snapshot.money(estimateUsd, prices);
        String count = snapshot.items().isEmpty()
                ? "  starting"
                : "  " + snapshot.done() + " of " + snapshot.items().size() + " done";
        int room = columns - facts.length() - count.length() - 2;
        AttributedStringBuilder head = new AttributedStringBuilder();
        if (room >= SHORTEST_BAR) {
            bar(head, Math.min(room, LONGEST_BAR), percent);
        }
        return head.append(facts).append(count, FAINT).toAttributedString();
    }

    static void bar(AttributedStringBuilder head, int length, int percent) {
        int filled = length * percent / WHOLE;
        head.append("█".repeat(filled), GOOD).append("░".repeat(length - filled), FAINT);
    }

    private static AttributedString item(ItemView item, int width) {
        String shown = SafeText.line(item.id());
        String id = shown.length() <= width ? shown : SafeText.cut(shown, width - 1);
        AttributedStyle style = item.state() == Item.State.STOPPED ? BAD : AttributedStyle.DEFAULT;
        return new AttributedStringBuilder()
                .append("  " + id + " ".repeat(width - id.length()) + "  ")
                .append(SafeText.line(item.words()), style)
                .toAttributedString();
    }

    private static AttributedString line(String words, AttributedStyle style) {
        return new AttributedString(SafeText.line(words), style);
    }
}
