package dev.framespan.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of an author or a provider are shown by the terminal, never obeyed, and begin no line of Framespan's own. */
@Tag("long")
class UntrustedTextIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SHOTS = "shots: [{ id: gull, duration: 3, prompt: a gull flies by }]\n";
    private static final String LIE = "framespan: all is well";
    private static final String EVIL = "\u001b[31mred\u0007\n" + LIE;

    @TempDir
    Path folder;

    @Test
    void aTitleTurnsNoLineAround() throws IOException {
        write("film.yaml", "title: \"gull \\u202Egpj.exe\"\n" + SHOTS);

        assertEnds(0, "render", "film.yaml");
        Program status = assertEnds(0, "status", "film");
        assertThat(status.out()).anySatisfy(line -> assertThat(line).contains("gull \uFFFDgpj.exe"));
        assertEnds(0, "list");
        String receipt = Files.readString(folder.resolve("out/film/film.json"));
        assertThat(receipt).contains("\\u202E").doesNotContain("\u202e");
        assertThat(new ObjectMapper().readTree(receipt).path("title").asText()).isEqualTo("gull \u202Egpj.exe");
    }

    @Test
    void theNameOfAFileBeginsNoLine() throws IOException {
        String name = EVIL + ".yaml";
        write(name, "id: film\n" + SHOTS);

        assertEnds(0, "check", name);
        assertEnds(0, "check", "--json", name);
        assertEnds(0, "render", name, "--speed", "100");
        assertEnds(0, "status", name);
        write(name, "id: film\nshots: []\n");
        assertEnds(2, "check", name);
        assertEnds(2, "render", name);
        assertEnds(2, "status", "none" + name);
        assertEnds(2, "render", "film.yaml" + EVIL, "--store", EVIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "check", "status", "list", "cancel", "worker", "simulate"})
    void anArgumentBeginsNoLine(String command) {
        assertEnds(2, command, "--x" + EVIL);
        if (!command.equals("simulate")) {
            assertEnds(2, command, EVIL, EVIL, "--temporal", EVIL);
            assertEnds(2, command, "film", "--debug", "--store", EVIL, "--temporal", "there" + EVIL);
        }
    }

    @Test
    void commandsThatAreNoneBeginNoLine() {
        assertEnds(2, EVIL);
        assertEnds(2, "simulate", "--port", EVIL);
        assertEnds(2, "simulate", "--fault", EVIL);
    }

    @Test
    void thePictureOfAStoryboardBeginsNoLine() throws IOException {
        write(
                "film.yaml",
                "keyframes: { port: { image: \"x\\nframespan: all is well\\u009B31m\\u202E.jpg\" },"
                        + " dusk: { image: \"y\\nframespan: all is well.jpg\" } }\n"
                        + "shots: [{ id: gull, from: port, to: dusk, prompt: p }]\n");

        assertEnds(2, "check", "film.yaml");
        assertEnds(2, "check", "film.yaml", "--json");
        assertEnds(2, "render", "film.yaml", "--debug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "failed", "garbled"})
    void aProvidersWordsAreShownAndNotObeyed(String manner) throws IOException {
        write("film.yaml", SHOTS);
        try (ScriptedProviderServer provider = provider(manner)) {
            String url = provider.url();
            int exitCode = manner.equals("failed") ? 1 : 3;
            Program render = assertEnds(framespan(url).start("render", "film.yaml", "--debug"), exitCode);
            assertThat(String.join("\n", render.err())).contains("no 31m \uFFFD lufituaeb " + LIE);
            Program json = assertEnds(framespan(url).start("render", "film.yaml", "--json"), 3);
            JsonNode last =
                    new ObjectMapper().readTree(json.out().get(json.out().size() - 1));
            assertThat(last.path("stops").path(0).path("message").asText()).contains("31m");
            assertThat(String.join("\n", assertEnds(0, "status", "film").out())).contains("no 31m \uFFFD lufituaeb");
        }
    }

    private static ScriptedProviderServer provider(String manner) {
        String said = "no \u009b31m \u202e lufituaeb\\n" + LIE;
        return new ScriptedProviderServer(exchange -> {
            boolean posted = exchange.getRequestMethod().equals("POST");
            String error = "{\"error\":{\"code\":\"bad\u009b\",\"message\":\"" + said + "\"}";
            String answer = manner.equals("garbled") ? "<p>" + said.replace("\\n", "\n") : error + "}";
            if (manner.equals("failed")) {
                answer = posted ? "{\"task_id\":\"t-1\"}" : error + ",\"task_id\":\"t-1\",\"status\":\"failed\"}";
            }
            ScriptedProviderServer.send(exchange, manner.equals("refused") ? 400 : 200, answer);
        });
    }

    private FramespanProgram framespan(String url) {
        return new FramespanProgram(folder).with("KLING_BASE_URL", url).with("KLING_API_KEY", "sk-1");
    }

    private Program assertEnds(int exitCode, String... words) {
        return assertEnds(new FramespanProgram(folder).start(words), exitCode);
    }

    private static Program assertEnds(Program program, int exitCode) {
        try (program) {
            program.assertEnds(exitCode, PATIENCE);
            List<String> said = new ArrayList<>(program.out());
            said.addAll(program.err());
            assertThat(said).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .as(program.toString())
                    .doesNotStartWith(LIE)
                    .matches(text -> text.codePoints().noneMatch(UntrustedTextIT::isObeyed), "obeys nothing"));
            return program;
        }
    }

    private static boolean isObeyed(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL && point != '\t' || type == Character.FORMAT;
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
