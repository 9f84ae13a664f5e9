package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad storyboards end with one clear message and exit code 2, and nothing is bought. */
@Tag("long")
@Execution(ExecutionMode.SAME_THREAD)
class StoryboardRefusedIT {
    private static final ScriptedProviderServer PROVIDER = new ScriptedProviderServer(exchange -> {});

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        write("real.yaml", "shots: [{ id: a, prompt: p }]\n");
        Files.createDirectory(folder.resolve("inner"));
        write("secret.png", "not yours");
        Files.createSymbolicLink(folder.resolve("inner/link.png"), folder.resolve("secret.png"));
        write("inner/words.png", "this is no picture");
        try (OutputStream large = Files.newOutputStream(folder.resolve("inner/large.png"))) {
            large.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
            large.write(new byte[31_000_000]);
        }
        Files.write(folder.resolve("binary.yaml"), new byte[] {0, 1, 2, 3, (byte) 0xff});
        try (OutputStream huge = Files.newOutputStream(folder.resolve("huge.yaml"))) {
            byte[] line = "# fifty megabytes of nothing at all, line after line\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000_000; i++) {
                huge.write(line);
            }
        }
    }

    @AfterAll
    static void nothingWasBought() {
        PROVIDER.close();
        assertThat(PROVIDER.purchases()).isZero();
    }

    static Stream<Case> bad() {
        return Stream.of(
                Case.file("none.yaml", "none.yaml", "no such file"),
                Case.file("inner", "inner", "a folder"),
                Case.file("binary.yaml", "binary.yaml", "not a text"),
                Case.file("huge.yaml", "huge.yaml", "larger than 1 MiB"),
                Case.text("bomb", bomb(), "bomb.yaml:", "values"),
                Case.text("twice", "title: a\ntitle: b\nshots: [{ id: a, prompt: p }]", "twice.yaml:2:1", "title"),
                Case.text("noshots", "title: a", "shots"),
                Case.text(
                        "oneid", "shots: [{ id: a, prompt: p }, { id: a, prompt: q }]", "oneid.yaml:1:37", "shots[0]"),
                Case.text(
                        "unknown",
                        "keyframes: { dawn: { prompt: d } }\nshots: [{ id: a, from: dwan, prompt: p }]",
                        "unknown.yaml:2:24",
                        "did you mean dawn?"),
                Case.text("out", picture("../secret.png"), "leads out of the storyboard's folder"),
                Case.text("link", picture("link.png"), "leads out of the storyboard's folder"),
                Case.text("words", picture("words.png"), "no JPG, PNG or WEBP"),
                Case.text("large", picture("large.png"), "30,000,000"),
                Case.text("device", picture("/dev/zero"), "a path starts in the storyboard's folder"),
                Case.text("long", "shots: [{ id: a, prompt: " + "x".repeat(2501) + " }]", "2501", "2500"),
                Case.text("b\u00e4d", "shots: [{ id: a, prompt: p }]", "id:"),
                Case.text("later", "shots: [{ id: a, prompt: p, subtitles: cut }]", "later.yaml:1:29", "subtitles"),
                Case.text("seconds", "model: kling-v2.6\nshots: [{ id: a, duration: 7, prompt: p }]", "5 or 10"),
                Case.text("dear", "budget_usd: 0.10\nshots: [{ id: a, duration: 15, prompt: p }]", "budget"),
                Case.text("tab", "shots:\n\t- { id: a }", "tab.yaml:2:"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadStoryboardIsRefusedWithItsPlaceAndBuysNothing(Case bad) throws IOException {
        if (bad.content() != null) {
            write("inner/" + bad.name() + ".yaml", bad.content());
        }
        String file = bad.content() == null ? bad.name() : "inner/" + bad.name() + ".yaml";
        try (Program render = framespan().start("render", file, "--yes", "--store", "store")) {
            Refusals.assertEnds(render, 2, bad.words());
        }
    }

    @Test
    void aStoreOfANewerVersionIsLeftAlone() throws IOException {
        Files.createDirectory(folder.resolve("newer"));
        String mark = "{\"format\":99,\"id\":\"x\"}";
        write("newer/framespan-store.json", mark);

        try (Program render = framespan().start("render", "real.yaml", "--store", "newer")) {
            Refusals.assertEnds(render, 2, "format 99", "another store with --store");
        }
        assertThat(folder.resolve("newer/framespan-store.json")).hasContent(mark);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        String port = Integer.toString(PROVIDER.port());

        try (Program render =
                framespan().with("FRAMESPAN_ASSET_PORT", port).start("render", "real.yaml", "--store", "ported")) {
            Refusals.assertEnds(render, 2, "port " + port, "FRAMESPAN_ASSET_PORT");
        }
        // The same where no variable names a port and the store remembers one.
        write("ported/asset-port", port);
        try (Program render = framespan().start("render", "real.yaml", "--store", "ported")) {
            Refusals.assertEnds(render, 2, "port " + port, "FRAMESPAN_ASSET_PORT");
        }
        try (Program simulate = framespan().start("simulate", "--port", port, "--state", "state")) {
            Refusals.assertEnds(simulate, 2, port);
        }
    }

    @Test
    void aPictureThatTheProviderCannotSeeIsNamedBeforeAnythingIsBought() throws IOException {
        Files.copy(FramespanProgram.home().resolve("examples/photos/harbor.jpg"), folder.resolve("harbor.jpg"));
        write("own.yaml", "keyframes: { port: { image: harbor.jpg } }\nshots: [{ id: a, from: port, prompt: p }]\n");

        try (Program render = framespan()
                .with("KLING_BASE_URL", "https://provider.invalid/v1")
                .start("render", "own.yaml", "--yes", "--store", "unseen")) {
            Refusals.assertEnds(render, 2, "could not see port", "FRAMESPAN_PUBLIC_URL");
        }
    }

    private static FramespanProgram framespan() {
        return new FramespanProgram(folder).with("KLING_API_KEY", Refusals.KEY).with("KLING_BASE_URL", PROVIDER.url());
    }

    private static String picture(String path) {
        return "keyframes: { port: { image: " + path + " } }\nshots: [{ id: a, from: port, prompt: p }]";
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            bomb.append(c).append(": &").append(c).append(" [").append(("*" + (char) (c - 1) + ",").repeat(9));
            bomb.append("x]\n");
        }
        return bomb.append("shots: *j\n").toString();
    }

    private static void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    /** A storyboard and what is said of it. */
    record Case(String name, String content, String... words) {
        static Case file(String name, String... words) {
            return new Case(name, null, words);
        }

        static Case text(String name, String content, String... words) {
            return new Case(name, content, words);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
