package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.Storyboard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Storyboards of tests. In their words, ▲ stands before each place at which a fault or warning is expected. */
public final class StoryboardText {
    public static final Catalogue CATALOGUE = Catalogue.builtIn();
    public static final InputInspector.Picture WIDE = new InputInspector.Picture(MediaType.JPG, 1600, 900);

    private static final char MARK = '▲';

    private final Path file;

    public StoryboardText(Path folder, String name) {
        this.file = folder.resolve(name);
    }

    public static StoryboardText in(Path folder) {
        return new StoryboardText(folder, "film.yaml");
    }

    public CheckResult check(String text) {
        return check(text, WIDE);
    }

    public CheckResult check(String text, InputInspector.Finding finding) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StoryboardChecker.check(file, CATALOGUE, new FoundInputs(finding));
    }

    public Storyboard faultless(String text) {
        CheckResult checked = check(text);
        assertThat(checked.faults()).isEmpty();
        return checked.storyboard();
    }

    /** Exactly these faults, each at its mark. */
    public void refuses(String marked, String... expected) {
        assertThat(said(check(plain(marked)).faults())).containsExactlyElementsOf(placed(marked, expected));
    }

    /** No fault, and exactly these warnings, each at its mark. */
    public void warns(InputInspector.Finding finding, String marked, String... expected) {
        CheckResult checked = check(plain(marked), finding);
        assertThat(checked.faults()).isEmpty();
        assertThat(said(checked.warnings())).containsExactlyElementsOf(placed(marked, expected));
    }

    static String plain(String marked) {
        return marked.replace(String.valueOf(MARK), "");
    }

    static List<String> said(List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.line() + ":" + fault.column() + "  "
                        + (fault.field().isEmpty() ? "" : fault.field() + ": ") + fault.message())
                .toList();
    }

    static List<String> placed(String marked, String... expected) {
        List<String> placed = new ArrayList<>();
        int line = 1;
        int column = 1;
        for (char c : marked.toCharArray()) {
            if (c == MARK) {
                placed.add(line + ":" + column + "  " + expected[placed.size()]);
            } else if (c == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        assertThat(placed).as("a mark for each expectation").hasSize(expected.length);
        return placed;
    }
}
