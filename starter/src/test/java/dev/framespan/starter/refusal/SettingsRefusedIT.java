package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the environment or the command line cannot mean ends with the name of what is wrong, and exit code 2. ConfigTest and
 * ProviderChoiceTest know more values; here the whole program is asked.
 */
@Tag("long")
class SettingsRefusedIT {
    private static final ScriptedProviderServer PROVIDER = new ScriptedProviderServer(exchange -> {});

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), "shots: [{ id: a, duration: 3, prompt: p }]\n");
        Files.writeString(folder.resolve("file"), "not a folder");
        Files.createDirectory(folder.resolve("garbled"));
        Files.writeString(folder.resolve("garbled/framespan-store.json"), "garbage");
    }

    @AfterAll
    static void nothingWasBought() {
        PROVIDER.close();
        assertThat(PROVIDER.purchases()).isZero();
    }

    static Stream<Case> bad() {
        return Stream.of(
                Case.of("KLING_API_KEY", "", "KLING_API_KEY is missing", "unset KLING_BASE_URL"),
                Case.of("KLING_BASE_URL", "http://provider.invalid/v1", "write https://provider.invalid/v1"),
                Case.of("KLING_MAX_PARALLEL", "many", "KLING_MAX_PARALLEL", "a whole number from 1"),
                Case.of("FRAMESPAN_ASSET_HOST", "no such host", "FRAMESPAN_ASSET_HOST", "127.0.0.1"),
                Case.of("FRAMESPAN_ASSET_HOST", "203.0.113.9", "FRAMESPAN_ASSET_HOST", "of this machine"),
                Case.of("FRAMESPAN_CATALOGUE", "none.json", "FRAMESPAN_CATALOGUE: none.json", "no such catalogue"),
                Case.of("FRAMESPAN_CATALOGUE", "/dev/zero", "/dev/zero", "not a file"),
                Case.of("FRAMESPAN_CATALOGUE", "film.yaml", "FRAMESPAN_CATALOGUE: film.yaml:1:", "not a catalogue"),
                Case.of("FRAMESPAN_STORE", "file", "FRAMESPAN_STORE: ", "a file stands where a folder is needed"),
                new Case(
                        Map.of("TEMPORAL_ADDRESS", "localhost:7233", "TEMPORAL_TLS_SERVER_CA_CERT_PATH", "film.yaml"),
                        List.of(),
                        "TEMPORAL_TLS_SERVER_CA_CERT_PATH, ",
                        "PEM"),
                Case.of("OTEL_TRACES_EXPORTER", "nonsense", "the variables OTEL_… cannot be meant", "nonsense"),
                Case.words("--rebuy nobody", "--rebuy nobody", "it buys a"),
                Case.words("--detach", "--detach", "--temporal HOST:PORT"),
                Case.words("--temporal nonsense", "HOST:PORT", "nonsense"),
                Case.words("--out file/below", "is a file", "name another folder with --out"),
                Case.words("--store file", "a file stands where a folder is needed", "with --store"),
                Case.words("--store garbled", "framespan-store.json", "with --store"),
                Case.words("--speed none", "--speed", "render --help"),
                Case.words("--sped 3", "--sped", "--speed"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aSettingThatCannotBeMeantIsNamedWithItsCure(Case bad) {
        FramespanProgram framespan =
                new FramespanProgram(folder).with("KLING_API_KEY", Refusals.KEY).with("KLING_BASE_URL", PROVIDER.url());
        bad.environment().forEach(framespan::with);
        String[] words = Stream.concat(Stream.of("render", "film.yaml", "--yes"), bad.options().stream())
                .toArray(String[]::new);

        try (Program render = framespan.start(words)) {
            Refusals.assertEnds(render, 2, bad.said());
        }
    }

    static Stream<Case> badWorkers() {
        return Stream.of(
                Case.words("--queues cut", "--queues", "it takes names of queues, parted by commas", "not cut"),
                Case.of("FRAMESPAN_QUEUES", "media;await", "FRAMESPAN_QUEUES: media;await", "there are films, submit"),
                Case.words(
                        "--queues submit",
                        "without KLING_API_KEY the built-in simulator plays the provider",
                        "this one hosts the queue submit"));
    }

    @ParameterizedTest
    @MethodSource("badWorkers")
    void aWorkerThatCannotWorkSaysWhy(Case bad) {
        FramespanProgram framespan = new FramespanProgram(folder);
        bad.environment().forEach(framespan::with);
        String[] words = Stream.concat(
                        Stream.of("worker", "--temporal", "127.0.0.1:1", "--store", "store"), bad.options().stream())
                .toArray(String[]::new);

        try (Program worker = framespan.start(words)) {
            Refusals.assertEnds(worker, 2, bad.said());
        }
    }

    @Test
    void aFolderFromElsewhereSetsNothing() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(
                folder.resolve("config/application.properties"),
                "framespan.catalogue=none.json\nkling.base-url=nonsense\nkling.max-parallel=many\n");
        Files.writeString(
                folder.resolve(".env"),
                "FRAMESPAN_CATALOGUE=none.json\nKLING_BASE_URL=nonsense\nKLING_MAX_PARALLEL=many\n");

        try (Program check = new FramespanProgram(folder).start("check", "film.yaml")) {
            check.assertEnds(0, Duration.ofMinutes(1));
        }
    }

    static Stream<Case> badSimulations() {
        return Stream.of(
                Case.words("--port 65536 --state state", "--port 65536", "0 to 65535"),
                Case.words("--port 0 --state file", "file is a file", "--state"),
                Case.words("--port 0 --state state --speed 0", "speed", "above 0"));
    }

    @ParameterizedTest
    @MethodSource("badSimulations")
    void aSimulatorThatCannotWorkSaysWhy(Case bad) {
        String[] words =
                Stream.concat(Stream.of("simulate"), bad.options().stream()).toArray(String[]::new);

        try (Program simulate = new FramespanProgram(folder).start(words)) {
            Refusals.assertEnds(simulate, 2, bad.said());
        }
    }

    @Test
    void theSimulatorsHelpNamesTheCommandThatStartsIt() {
        try (Program help = new FramespanProgram(folder).start("simulate", "--help")) {
            assertThat(help.awaitEnd(Duration.ofMinutes(1))).isZero();
            assertThat(help.out().get(0)).startsWith("Usage: framespan simulate ");
        }
    }

    /** A variable or options, and what is said of them. */
    record Case(Map<String, String> environment, List<String> options, String... said) {
        static Case of(String variable, String value, String... said) {
            return new Case(Map.of(variable, value), List.of(), said);
        }

        static Case words(String options, String... said) {
            return new Case(Map.of(), List.of(options.split(" ")), said);
        }

        @Override
        public String toString() {
            return environment.isEmpty() ? String.join(" ", options) : environment.toString();
        }
    }
}
