package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.refusal.ClipFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code framespan cut} of an author's own clips, as an operator runs it. */
class CutIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void aFilmIsCutDeliveredAndFoundAgain() throws IOException {
        clip("a.mp4", 160, 90, 2);
        clip("b.mp4", 160, 90, 2);
        write("joins: { similarity: off }\nclips:\n  - { file: a.mp4, to: 1 }\n  - b.mp4\n");
        try (Program cut = cut(0)) {
            assertThat(cut.out()).containsExactly(Path.of("out", "two", "film.mp4") + "  3.0 s");
            assertThat(String.join("\n", cut.err())).contains("looking at clips and sounds", "cutting the film");
        }
        assertThat(delivered()).containsExactly("contact-sheet.jpg", "film.mp4", "joins.html", "joins.json");
        byte[] film = Files.readAllBytes(folder.resolve("out/two/film.mp4"));

        try (Program again = cut(0, "--json", "--verify", "full")) {
            assertThat(again.out().get(again.out().size() - 1)).contains("\"event\":\"result\"", "\"seconds\":3.0");
        }
        assertThat(folder.resolve("out/two/film.mp4")).hasBinaryContent(film);
        try (Program quiet = cut(0, "--quiet")) {
            assertThat(quiet.err()).isEmpty();
        }
    }

    @Test
    void faultsAreSaidAtOnceAndNothingIsCut() throws IOException {
        Files.writeString(folder.resolve("a.mp4"), "a gull");
        write("clips:\n  - { file: a.mp4, form: 1 }\n  - b.mp4\n");
        try (Program cut = cut(2)) {
            assertThat(cut.out()).isEmpty();
            assertThat(String.join("\n", cut.err()))
                    .contains(
                            "two.yaml:2:13  clips[0].file: this clip cannot be used: it is ",
                            "two.yaml:2:20  clips[0].form: ",
                            "did you mean from?",
                            "two.yaml:3:5  clips[1]: there is no file b.mp4",
                            "3 faults; nothing was cut");
        }
        try (Program cut = cut(2, "--json")) {
            assertThat(String.join("\n", cut.out())).contains("\"event\":\"check\",\"faultless\":false", "\"line\":3");
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aRenderedFilmsReceiptIsNoNeighbour() throws IOException {
        write("clips: [a.mp4]\n");
        Files.createDirectories(folder.resolve("out/two"));
        Files.writeString(folder.resolve("out/two/film.json"), "{}");
        try (Program cut = cut(2)) {
            assertThat(String.join("\n", cut.err())).contains("film.json", "name another folder with --out");
        }
    }

    @Test
    void ctrlCEndsTheEnginesProcessesAndLeavesNoPartialFile() throws IOException {
        clip("a.mp4", 1280, 720, 12);
        write("{ render: full, size: 1920x1080, clips: [a.mp4, a.mp4, a.mp4, a.mp4] }\n");
        try (Program cut = new FramespanProgram(folder).start("cut", "two.yaml")) {
            cut.awaitLine(line -> line.contains("cutting the film"), PATIENCE);
            List<ProcessHandle> engines = cut.children();
            cut.interrupt();
            cut.assertEnds(130, PATIENCE);
            assertThat(engines).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(String.join("\n", cut.err())).contains("the same command goes on");
        }
        assertThat(folder.resolve("out")).doesNotExist();
        try (Stream<Path> left = Files.walk(folder.resolve(".framespan"))) {
            assertThat(left.filter(file -> file.toString().contains("/scratch/") && Files.isRegularFile(file)))
                    .noneMatch(file -> file.toString().endsWith(".mp4"));
        }
    }

    private void clip(String name, int width, int height, int seconds) throws IOException {
        ClipFiles.clip(folder.resolve(name), new ClipFiles.Recipe(width, height, 25, seconds, true));
    }

    private void write(String timeline) throws IOException {
        Files.writeString(folder.resolve("two.yaml"), timeline);
    }

    private List<String> delivered() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/two"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private Program cut(int exitCode, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "cut";
        System.arraycopy(options, 0, words, 1, options.length);
        words[words.length - 1] = "two.yaml";
        Program cut = new FramespanProgram(folder).start(words);
        cut.assertEnds(exitCode, PATIENCE);
        return cut;
    }
}
