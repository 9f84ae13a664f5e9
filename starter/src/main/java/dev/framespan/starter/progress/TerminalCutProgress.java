package dev.framespan.starter.progress;

import dev.framespan.workflows.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;

/** One line at the bottom of a terminal, redrawn in place. */
public final class TerminalCutProgress implements CutProgress {
    private static final int BAR = 20;

    private final TerminalDisplay display;
    private final Clock clock;
    private final Instant started;

    TerminalCutProgress(Terminal terminal, Clock clock) {
        this.display = new TerminalDisplay(terminal);
        this.clock = clock;
        this.started = clock.instant();
    }

    /** On the standard error stream; empty where that is no terminal that can be drawn on. */
    public static Optional<CutProgress> onStandardError() {
        return TerminalDisplay.standardError().map(terminal -> new TerminalCutProgress(terminal, Clock.systemUTC()));
    }

    @Override
    public void show(String doing, int percent) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        ProgressScreen.bar(line, BAR, percent);
        line.append(String.format(java.util.Locale.ROOT, " %3d %%  ", percent))
                .append(DurationText.words(Duration.between(started, clock.instant())))
                .append("  ")
                .append(SafeText.line(doing));
        display.show(
                size -> List.of(line.toAttributedString().columnSubSequence(0, Math.max(1, size.getColumns() - 1))));
    }

    @Override
    public void close() {
        display.close();
    }
}
