package dev.framespan.starter.progress;

import dev.framespan.workflows.text.SafeText;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** One line at the bottom of a terminal, redrawn in place. */
public final class TerminalCutProgress implements CutProgress {
    private static final int BAR = 20;

    private final Terminal terminal;
    private final Display display;
    private final Clock clock;
    private final Instant started;
    private boolean closed;
    private Size size = new Size(0, 0);

    TerminalCutProgress(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
        this.clock = clock;
        this.started = clock.instant();
        terminal.puts(Capability.cursor_invisible);
    }

    /** On the standard error stream; empty where that is no terminal that can be drawn on. */
    public static Optional<CutProgress> onStandardError() {
        return TerminalProgress.standardError().map(terminal -> new TerminalCutProgress(terminal, Clock.systemUTC()));
    }

    @Override
    public void show(String doing, int percent) {
        Size now = TerminalProgress.size(terminal);
        if (!now.equals(size)) {
            display.resize(now.getRows(), now.getColumns());
            size = now;
        }
        AttributedStringBuilder line = new AttributedStringBuilder();
        ProgressScreen.bar(line, BAR, percent);
        line.append(String.format(java.util.Locale.ROOT, " %3d %%  ", percent))
                .append(DurationText.words(Duration.between(started, clock.instant())))
                .append("  ")
                .append(SafeText.line(doing));
        AttributedString fitting = line.toAttributedString().columnSubSequence(0, Math.max(1, now.getColumns() - 1));
        display.update(List.of(fitting), 0);
        terminal.flush();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            display.update(List.of(), 0);
            terminal.puts(Capability.cursor_normal);
            terminal.flush();
            terminal.close();
        } catch (IOException e) {
            // The terminal is gone, and with it the operator at it.
            return;
        }
    }
}
