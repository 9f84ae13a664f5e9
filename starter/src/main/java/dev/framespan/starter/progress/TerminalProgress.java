package dev.framespan.starter.progress;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** A few lines at the bottom of a terminal, redrawn in place: only what differs is written, so nothing flickers. */
public final class TerminalProgress implements Progress {
    // What a terminal says that does not know its size.
    private static final Size DEFAULT_SIZE = new Size(80, 24);

    private final Terminal terminal;
    private final Display display;
    private final ProgressScreen screen;
    private final Clock clock;
    private final Instant started;
    private boolean closed;
    private Size size = new Size(0, 0);

    /**
     * @param estimateUsd what the film costs when everything is bought
     * @param prices of each keyframe and shot, by id
     */
    TerminalProgress(Terminal terminal, BigDecimal estimateUsd, Map<String, BigDecimal> prices, Clock clock) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
        this.screen = new ProgressScreen(estimateUsd, prices);
        this.clock = clock;
        this.started = clock.instant();
        terminal.puts(Capability.cursor_invisible);
    }

    /** On the standard error stream; empty where that is no terminal that can be drawn on. */
    public static Optional<Progress> onStandardError(BigDecimal estimateUsd, Map<String, BigDecimal> prices) {
        return standardError().map(terminal -> new TerminalProgress(terminal, estimateUsd, prices, Clock.systemUTC()));
    }

    static Optional<Terminal> standardError() {
        try {
            // Signals are ours: a terminal that took them would take Ctrl-C away.
            return Optional.of(TerminalBuilder.builder()
                    .name("framespan")
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                    .encoding(StandardCharsets.UTF_8)
                    .nativeSignals(false)
                    .dumb(false)
                    .build());
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Whether the operator can be asked: standard input and standard output are terminals. */
    public static boolean isAnswerable() {
        try {
            TerminalProvider provider = TerminalProvider.load("jni");
            return provider.isSystemStream(SystemStream.Input) && provider.isSystemStream(SystemStream.Output);
        } catch (IOException | LinkageError e) {
            // Where the system cannot be asked, the JDK knows only of both together.
            return System.console() != null;
        }
    }

    static Size size(Terminal terminal) {
        Size now = terminal.getSize();
        return now.getColumns() < 1 || now.getRows() < 1 ? DEFAULT_SIZE : now;
    }

    @Override
    public void show(Snapshot snapshot) {
        Size now = size(terminal);
        if (!now.equals(size)) {
            display.resize(now.getRows(), now.getColumns());
            size = now;
        }
        List<AttributedString> lines =
                screen.draw(snapshot, Duration.between(started, clock.instant()), now.getColumns(), now.getRows());
        display.update(lines, 0);
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
