package dev.framespan.starter.progress;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** A few lines at the bottom of a terminal, redrawn in place: only what differs is written, so nothing flickers. */
public final class TerminalProgress implements Progress {
    // What a terminal says that does not know its size.
    private final TerminalDisplay display;
    private final ProgressScreen screen;
    private final Clock clock;
    private final Instant started;

    /**
     * @param estimateUsd what the film costs when everything is bought
     * @param prices of each keyframe and shot, by id
     */
    TerminalProgress(Terminal terminal, BigDecimal estimateUsd, Map<String, BigDecimal> prices, Clock clock) {
        this.display = new TerminalDisplay(terminal);
        this.screen = new ProgressScreen(estimateUsd, prices);
        this.clock = clock;
        this.started = clock.instant();
    }

    /** On the standard error stream; empty where that is no terminal that can be drawn on. */
    public static Optional<Progress> onStandardError(BigDecimal estimateUsd, Map<String, BigDecimal> prices) {
        return TerminalDisplay.standardError()
                .map(terminal -> new TerminalProgress(terminal, estimateUsd, prices, Clock.systemUTC()));
    }

    /** Whether the operator can be asked: standard input and standard output are terminals. */
    public static boolean isAnswerable() {
        TerminalLibrary.load();
        try {
            TerminalProvider provider = TerminalProvider.load("jni");
            return provider.isSystemStream(SystemStream.Input) && provider.isSystemStream(SystemStream.Output);
        } catch (IOException | LinkageError e) {
            // Where the system cannot be asked, the JDK knows only of both together.
            return System.console() != null;
        }
    }

    @Override
    public void show(Snapshot snapshot) {
        display.show(size ->
                screen.draw(snapshot, Duration.between(started, clock.instant()), size.getColumns(), size.getRows()));
    }

    @Override
    public void close() {
        display.close();
    }
}
