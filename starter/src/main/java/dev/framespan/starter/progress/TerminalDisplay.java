package dev.framespan.starter.progress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** Lines at the bottom of a terminal, redrawn in place and gone when it is closed. */
final class TerminalDisplay implements AutoCloseable {
    private static final Size DEFAULT_SIZE = new Size(80, 24);

    private final Terminal terminal;
    private final Display display;
    private boolean closed;
    private Size size = new Size(0, 0);

    TerminalDisplay(Terminal terminal) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
        terminal.puts(Capability.cursor_invisible);
    }

    /** The standard error stream; empty where that is no terminal that can be drawn on. */
    static Optional<Terminal> standardError() {
        TerminalLibrary.load();
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

    /** @param draw the lines for a terminal of this size */
    void show(Function<Size, List<AttributedString>> draw) {
        Size now = size();
        if (!now.equals(size)) {
            display.resize(now.getRows(), now.getColumns());
            size = now;
        }
        display.update(draw.apply(now), 0);
        terminal.flush();
    }

    private Size size() {
        Size now = terminal.getSize();
        return now.getColumns() < 1 || now.getRows() < 1 ? DEFAULT_SIZE : now;
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
