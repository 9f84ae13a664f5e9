package dev.framespan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.http.Simulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    Path state;

    @Test
    void tasksLinksAndMoneyGoOnOverARestartAtTheSameAddress() throws Exception {
        String address;
        String url;
        String running;
        byte[] file;
        try (Caller first = Caller.start(state)) {
            address = first.baseUrl();
            url = Caller.firstUrl(first.finish(Caller.still("sea")));
            file = first.get(url).raw().body();
            first.set("{'speed':40}");
            running = first.submit(Caller.clip("hills")).json().get("task_id").asText();
        }
        try (Caller second = Caller.start(state)) {
            assertThat(second.baseUrl()).isEqualTo(address);
            assertThat(second.get(url).raw().body()).isEqualTo(file);
            assertThat(second.ledger().get("entries")).hasSize(2);
            assertThat(second.status(running).json().get("status").asText()).isNotEqualTo("completed");
            assertThat(second.await(running).get("status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void aStateHasOneSimulatorAtATime() throws Exception {
        try (Caller first = Caller.start(state)) {
            assertThat(first.ledger().has("entries")).isTrue();
            assertThatThrownBy(() -> Caller.start(state))
                    .isInstanceOf(Simulation.StateInUse.class)
                    .hasMessageContaining("--state");
        }
    }

    @Test
    void theProgramSaysWhereItListensLosesNothingWhenKilledAndEndsWithItsParent(@TempDir Path other) throws Exception {
        Process killed = launch("--state", state.toString(), "--until-stdin-closes");
        String address = address(killed);
        assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/v1");
        String id = submit(address).get("task_id").asText();

        assertProgramEnds(3, "another simulator works on", "--state", state.toString());
        String port = address.replaceAll(".*:(\\d+)/v1", "$1");
        assertProgramEnds(2, "choose another with --port", "--state", other.toString(), "--port", port);

        killed.destroyForcibly().waitFor();
        Process again = launch("--state", state.toString(), "--until-stdin-closes");
        assertThat(address(again)).isEqualTo(address);
        assertThat(ask(address + "/tasks/" + id)).contains(id);
        again.getOutputStream().close();
        assertThat(again.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWrongOptionIsAUsageError(@TempDir Path other) throws Exception {
        assertProgramEnds(2, "speed must be above 0", "--state", other.toString(), "--speed", "0");
    }

    private static void assertProgramEnds(int exitCode, String words, String... options) throws Exception {
        Process process = launch(options);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said.strip()).contains(words).hasLineCount(1);
        assertThat(process.exitValue()).isEqualTo(exitCode);
    }

    private static Process launch(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Simulator.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    private static String address(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return output.readLine().replace("simulator listening on ", "");
    }

    private static JsonNode submit(String address) throws Exception {
        return Caller.json(
                call(address + "/tasks", Caller.json(Caller.clip("sea")).toString()));
    }

    private static String ask(String url) throws Exception {
        return call(url, null);
    }

    private static String call(String url, String body) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(url))
                .header("Authorization", "Bearer k")
                .header("Content-Type", "application/json");
        if (body != null) {
            request.POST(java.net.http.HttpRequest.BodyPublishers.ofString(body));
        }
        return java.net.http.HttpClient.newHttpClient()
                .send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
