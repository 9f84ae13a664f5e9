package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.exit.ExitCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {"render", "run", "new", "check", "cut", "worker", "status", "history", "list", "cancel", "store"
            })
    void everyCommandHasItsHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out()).startsWith("Usage: framespan " + command).contains("--debug");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "status", "stop"})
    void theLocalServersCommandsHaveTheirHelp(String command) {
        assertThat(run("temporal", command, "--help")).isZero();
        assertThat(out()).startsWith("Usage: framespan temporal " + command).contains("--debug");
        assertThat(err()).isEmpty();
    }

    @Test
    void whatIsToBeDoneWithTheLocalServerHasToBeSaid() {
        assertThat(run("temporal")).isEqualTo(2);
        assertThat(err()).contains("start, status or stop", "framespan: see framespan temporal --help");
        assertThat(run("temporal", "restart")).isEqualTo(2);
        assertThat(err()).contains("framespan: there is no command restart");
    }

    @Test
    void theWholeHasHelpAndVersion() {
        assertThat(run("--help")).isZero();
        assertThat(out())
                .contains(
                        "render",
                        "check",
                        "cut",
                        "worker",
                        "simulate",
                        "status",
                        "shots",
                        "history",
                        "fix",
                        "skip",
                        "list",
                        "cancel",
                        "temporal",
                        "store");
        out.reset();
        assertThat(run("--version")).isZero();
        assertThat(out()).matches("framespan \\S.*\\R");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(run("help", "list")).isZero();
        assertThat(out()).startsWith("Usage: framespan list");
        out.reset();
        assertThat(run("help")).isZero();
        assertThat(out()).startsWith("Usage: framespan ");
    }

    @Test
    void everyExitCodeIsInTheHelp() {
        run("--help");
        assertThat(out())
                .contains(Arrays.stream(ExitCode.values())
                        .map(code -> "\n  " + code.number() + " ")
                        .toList())
                .containsPattern("\n  143 +ended by SIGTERM");
    }

    @Test
    void aWorkerIsNotOfferedTheEmbeddedServer() {
        run("worker", "--help");
        assertThat(out()).contains("--temporal=local|HOST:PORT").doesNotContain("embedded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "10001", "NaN", "20x"})
    void aSpeedThatIsNoneIsRefusedWithWhatItTakes(String speed) {
        assertThat(run("render", "film.yaml", "--speed", speed)).isEqualTo(2);
        assertThat(run("worker", "--speed", speed)).isEqualTo(2);
        assertThat(err().lines().filter(line -> line.contains("above 0, up to 10000, such as 20; not " + speed)))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "gc"})
    void whatLooksAfterAStoreHasItsHelp(String command) {
        assertThat(run("store", command, "--help")).isZero();
        assertThat(out()).startsWith("Usage: framespan store " + command).contains("--store=DIR");
        out.reset();
        assertThat(run("help", "store")).isZero();
        assertThat(out()).contains(command);
    }

    @Test
    void aStoreIsLookedAfterByOneOfItsCommands() {
        assertThat(run("store")).isEqualTo(2);
        assertThat(err()).contains("a command is needed, such as: framespan store verify");
        err.reset();
        assertThat(run("store", "verfy")).isEqualTo(2);
        assertThat(err()).contains("there is no command verfy").contains("verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "1.5", "36501"})
    void anAgeThatIsNoneIsRefusedWithWhatItTakes(String days) {
        assertThat(run("store", "gc", "--older-than", days)).isEqualTo(2);
        assertThat(err()).contains("--older-than takes a whole number of days from 1 on, such as 30; not " + days);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--key=secret", "--key secret"})
    void anUnknownOptionIsNamedWithoutItsValue(String option) {
        assertThat(run(Stream.concat(Stream.of("render", "film.yaml"), Arrays.stream(option.split(" ")))
                        .toArray(String[]::new)))
                .isEqualTo(2);
        assertThat(err())
                .contains("framespan: there is no option --key")
                .contains("framespan: see framespan render --help")
                .doesNotContain("secret");
    }

    @Test
    void aWordTooManyIsNamed() {
        assertThat(run("check", "film.yaml", "more.yaml")).isEqualTo(2);
        assertThat(err()).contains("framespan: more.yaml is one word too many");
    }

    @Test
    void nothingToDoIsRefused() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("a command is needed");
    }

    @Test
    void aMisspeltCommandIsRefusedWithTheNearest() {
        assertThat(run("rendr", "film.yaml")).isEqualTo(2);
        assertThat(err()).contains("render");
    }

    @Test
    void aMisspeltOptionIsRefused() {
        assertThat(run("render", "film.yaml", "--detatch")).isEqualTo(2);
        assertThat(err()).contains("--detach");
    }

    @Test
    void whatNeedsAServerOfItsOwnIsRefusedOnTheEmbeddedOne() {
        assertThat(run("render", "film.yaml", "--detach", "--temporal", "embedded"))
                .isEqualTo(2);
        assertThat(err()).contains("--temporal HOST:PORT");
        err.reset();
        assertThat(run("worker", "--temporal", "embedded")).isEqualTo(2);
        assertThat(err()).contains("--temporal HOST:PORT").doesNotContain("\tat ");
    }

    @Test
    void aTemporalAddressThatIsNoneIsRefused() {
        assertThat(run("render", "film.yaml", "--temporal", "there")).isEqualTo(2);
        assertThat(err()).contains("HOST:PORT");
    }

    @Test
    void aServerThatGoesAwayWhileACommandBeginsIsNoFaultOfTheProgram() throws Exception {
        CommandLine line = FramespanCommand.line(console());
        Exception away = new IllegalStateException("no worker", new StatusRuntimeException(Status.UNAVAILABLE));

        assertThat(line.getExecutionExceptionHandler().handleExecutionException(away, line, line.parseArgs("list")))
                .isEqualTo(1);
        assertThat(err()).contains("the Temporal server went away").doesNotContain("internal error");
    }

    private int run(String... arguments) {
        return FramespanCommand.execute(console(), arguments);
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
