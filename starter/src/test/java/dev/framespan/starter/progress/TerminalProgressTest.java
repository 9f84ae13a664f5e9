package dev.framespan.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.generation.TakeKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Draws on a terminal that is emulated, and looks at its screen. */
class TerminalProgressTest {
    private static final int ROWS = 10;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Terminal terminal;
    private ScreenTerminal screen;
    private int seen;

    @BeforeEach
    void open() throws IOException {
        terminal = new ExternalTerminal(
                "test", "xterm-256color", new ByteArrayInputStream(new byte[0]), written, StandardCharsets.UTF_8);
        screen = new ScreenTerminal(80, ROWS);
        resize(80);
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    @Test
    void theFilmStandsAboveWhatIsInMotion() throws IOException {
        Progress progress = progress();
        progress.show(film(43));
        assertThat(lines())
                .containsExactly(
                        "█████░░░░░░░░░░░░  30 %  0:00  $0.35 + $0.7140 committed of $2.82  1 of 4 done",
                        "  sail  rendering 43 %",
                        "  calm  stopped: refused by the provider's content policy; change the prompt");
        progress.show(film(44));
        assertThat(lines().get(1)).isEqualTo("  sail  rendering 44 %");
        progress.close();
    }

    @Test
    void foreignWordsAreDrawnAndNotObeyed() throws IOException {
        Progress progress = progress();
        ItemView stopped = ItemView.of(Items.stopped("calm", "no"));
        progress.show(Snapshot.of(
                        List.of(new ItemView(
                                "ca\u202Elm",
                                TakeKind.CLIP,
                                stopped.state(),
                                null,
                                "red\u009B31m\n\u202Edas",
                                "",
                                ItemView.NO_PERCENT,
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                stopped.stop(),
                                false)),
                        "")
                .with("away\u001B]0;x\u0007"));
        assertThat(lines()).element(1).isEqualTo("  away\uFFFD]0;x\uFFFD");
        assertThat(lines()).element(2).isEqualTo("  ca\uFFFDlm  red\uFFFD31m\uFFFD\uFFFDdas");
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("\u009B", "\u202E", "\u001B]0");
        progress.close();
    }

    @Test
    void onlyWhatDiffersIsWritten() throws IOException {
        Progress progress = progress();
        progress.show(film(43));
        int before = written.size();
        progress.show(film(43));
        assertThat(written.size() - before).isLessThan(20);
        progress.show(film(44));
        assertThat(written.size() - before).isLessThan(80);
        progress.close();
    }

    @Test
    void nothingStaysAndTheCursorIsBack() throws IOException {
        Progress progress = progress();
        progress.show(film(43));
        progress.close();
        progress.close();
        assertThat(lines()).isEmpty();
        String all = written.toString(StandardCharsets.UTF_8);
        assertThat(all.lastIndexOf("\u001b[?25h")).isGreaterThan(all.lastIndexOf("\u001b[?25l"));
    }

    @Test
    void aNarrowTerminalGetsShortLines() throws IOException {
        resize(30);
        Progress progress = progress();
        progress.show(film(43));
        assertThat(lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(30));
        assertThat(lines().get(0)).contains("30 %").contains("$0.35");
        progress.close();
    }

    @Test
    void aResizedTerminalIsDrawnAnew() throws IOException {
        Progress progress = progress();
        progress.show(film(43));
        lines();
        resize(40);
        progress.show(film(44));
        assertThat(lines()).anySatisfy(line -> assertThat(line).contains("rendering 44 %"));
        progress.close();
    }

    @Test
    void moreThanFitsIsCounted() throws IOException {
        List<ItemView> many = new ArrayList<>();
        for (int shot = 1; shot <= 30; shot++) {
            many.add(ItemView.inProgress(Items.inProgress("shot" + shot), Step.QUEUED));
        }
        Progress progress = progress();
        progress.show(Snapshot.of(many, ""));
        assertThat(lines()).hasSizeLessThan(ROWS).last().asString().contains("more");
        progress.close();
    }

    private Progress progress() {
        return new TerminalProgress(
                terminal,
                new BigDecimal("2.82"),
                Map.of("sail", new BigDecimal("0.7140"), "home", BigDecimal.ONE),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static Snapshot film(int percent) {
        return Snapshot.of(
                List.of(
                        ItemView.of(Items.done("gull", "0.35", true, null)),
                        ItemView.rendering(Items.inProgress("sail"), percent),
                        ItemView.of(
                                Items.stopped("calm", "refused by the provider's content policy; change the prompt")),
                        ItemView.of(Items.waiting("home"))),
                "");
    }

    private void resize(int columns) {
        terminal.setSize(new Size(columns, ROWS));
        screen.setSize(columns, ROWS);
    }

    private List<String> lines() throws IOException {
        String all = written.toString(StandardCharsets.UTF_8);
        // A terminal's own driver makes a carriage return of each line feed.
        screen.write(all.substring(seen).replace("\r\n", "\n").replace("\n", "\r\n"));
        seen = all.length();
        int columns = terminal.getWidth();
        long[] cells = new long[columns * ROWS];
        screen.dump(cells, 0, 0, ROWS, columns, null);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.appendCodePoint((int) (cells[row * columns + column] & 0x1FFFFF));
            }
            lines.add(line.toString().replace('\0', ' ').stripTrailing());
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }
}
