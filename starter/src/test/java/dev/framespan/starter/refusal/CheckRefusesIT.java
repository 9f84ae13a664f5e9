package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without network, key and store, every fault is named at once, with its line; what only looks strange is let through. */
class CheckRefusesIT {
    private static final String MANY =
            """
            titel: misspelt
            fps: 0
            resolution: 8K
            model: kling-v9
            budget_usd: plenty
            keyframes:
              up: { image: ../up.png }
              both: { prompt: p, image: x.png }
              none: {}
              web: { image: "http://example.org/a.png" }
              near: { image: "https://127.0.0.1/a.png" }
              pipe: { image: pipe.png }
              folder: { image: folder.png }
              dawn: { prompt: p }
            shots:
              - { id: on, duration: 010, prompt: no }
              - { id: on, prompt: again }
              - { id: a/b, prompt: p }
              - { id: c, prompt: 1.5 }
              - { id: d, prompt: "a {dog} walks" }
              - { id: e, take: 0, prompt: p }
              - { id: f, audio: yes, prompt: p }
              - { id: g, from: dwan, prompt: p }
              - { id: h, action: reference, prompt: p }
              - { prompt: p }
            """;

    @TempDir
    static Path folder;

    @Test
    void allFaultsAreNamedAtOnceEachWithItsPlaceAndCure() throws Exception {
        Files.writeString(folder.resolve("many.yaml"), MANY);
        Files.createDirectory(folder.resolve("folder.png"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.png").toString())
                        .start()
                        .waitFor())
                .isZero();

        try (Program check = check("many.yaml")) {
            Refusals.assertEnds(
                    check,
                    2,
                    "many.yaml:1:1  titel: ",
                    "did you mean title?",
                    "many.yaml:2:6  fps: ",
                    "many.yaml:3:13  resolution: ",
                    "many.yaml:4:8  model: ",
                    "did you mean kling-v3?",
                    "many.yaml:5:13  budget_usd: ",
                    "many.yaml:7:16  keyframes.up.image: ../up.png leads out of the storyboard's folder",
                    "many.yaml:8:29  keyframes.both.image: a keyframe has one of prompt, image and frame_of",
                    "many.yaml:9:3  keyframes.none: ",
                    "many.yaml:10:17  keyframes.web.image: ",
                    "https://",
                    "many.yaml:11:18  keyframes.near.image: 127.0.0.1 is not on the public Internet",
                    "many.yaml:12:18  keyframes.pipe.image: pipe.png is not a file",
                    "many.yaml:13:20  keyframes.folder.image: folder.png is a folder",
                    "many.yaml:17:11  shots[1].id: on is the id of shots[0] already",
                    "many.yaml:18:11  shots[2].id: \"a/b\" is no id",
                    "many.yaml:19:22  shots[3].prompt: ",
                    "put it in quotes",
                    "many.yaml:20:22  shots[4].prompt: no character is called dog",
                    "many.yaml:21:20  shots[5].take: ",
                    "many.yaml:22:21  shots[6].audio: true or false",
                    "many.yaml:23:20  shots[7].from: no keyframe is called dwan (did you mean dawn?)",
                    "many.yaml:24:22  shots[8].action: ",
                    "many.yaml:25:5  shots[9]: a shot needs an id",
                    "nothing was bought");
        }
    }

    static Stream<Case> unreadable() {
        String good = "shots: [{ id: a, prompt: p }]\n";
        return Stream.of(
                new Case("empty.yaml", "", "nothing stands in this file"),
                new Case("words.txt", good, ".yaml, .yml or .json"),
                new Case("two words.yaml", good, "id: two-words"),
                new Case("second.yaml", good + "---\n" + good, "second.yaml:2:1", "a second document"),
                new Case("tag.yaml", "shots: !!java.net.URL [\"http://x\"]\n", "tag.yaml:1:8", "leave it out"),
                new Case("self.yaml", "shots: &s [*s]\n", "self.yaml:1:12", "repeats what it stands in"),
                new Case("open.yaml", "shots: [{ id: a, prompt: p\n", "open.yaml:2:1", "brackets"),
                new Case("deep.yaml", "shots: " + "[".repeat(5000), "more than 32 levels"),
                new Case("deep.json", "[".repeat(100_000), "more than 32 levels"),
                new Case("list.json", "[1]", "list.json:1:1", "a group of fields"),
                new Case("comma.json", "{\"shots\":[{\"id\":\"a\",\"prompt\":\"p\"},]}", "comma.json:1:35", "not JSON"),
                new Case("after.json", "{\"shots\":[]} more", "after.json:1:14", "not JSON"),
                new Case(
                        "twice.json",
                        "{\"shots\":[{\"id\":\"a\",\n\"id\":\"b\"}]}",
                        "twice.json:2:1",
                        "first in line 1"),
                new Case(
                        "half.json",
                        "{\"shots\":[{\"id\":\"a\",\"prompt\":\"\\ud800\"}]}",
                        "half.json:1:30",
                        "take it away"),
                new Case("/dev/zero", null, "/dev/zero", "not a file"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aFileThatIsNoStoryboardSaysWhatItIs(Case bad) throws IOException {
        if (bad.content() != null) {
            Files.writeString(folder.resolve(bad.name()), bad.content());
        }
        try (Program check = check(bad.name())) {
            Refusals.assertEnds(check, 2, bad.said());
        }
    }

    @Test
    void aFileThatMayNotBeReadSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("locked.yaml"), "shots: []\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root may read everything; the locked file is not tested");

        try (Program check = check("locked.yaml")) {
            Refusals.assertEnds(check, 2, "locked.yaml", "no permission to read");
        }
    }

    @Test
    void windowsLineEndingsByteOrderMarksAndWordsThatOnceWereTruthAreNoFaults() throws IOException {
        String text = "\uFEFFtitle: no\r\nstyle: on\r\nshots:\r\n  - { id: off, prompt: yes, duration: 010 }\r\n";
        Files.write(folder.resolve("plain.yaml"), text.getBytes(StandardCharsets.UTF_8));

        try (Program check = check("plain.yaml")) {
            Refusals.assertEnds(check, 0);
            assertThat(String.join("\n", check.out())).contains("plain.yaml has no fault", "10 seconds");
        }
    }

    private static Program check(String name) {
        return new FramespanProgram(folder).with("KLING_API_KEY", Refusals.KEY).start("check", name);
    }

    /** A file and what is said of it; without content it is there already. */
    record Case(String name, String content, String... said) {
        @Override
        public String toString() {
            return name;
        }
    }
}
