package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider on this machine whose results are where no result is. */
@Tag("long")
class ResultLinkRefusedIT {
    private static final String SUBMIT = "POST /v1/tasks";
    private static final String LOOK = "GET /v1/tasks/t-1";
    private static final String FILE = "GET /files/1.mp4";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ScriptedProviderServer provider;
    private String link;
    private String onwards;

    @BeforeEach
    void listen() throws IOException {
        provider = new ScriptedProviderServer(this::answer);
        Files.writeString(folder.resolve("film.yaml"), "shots: [{ id: gull, duration: 3, prompt: a gull flies by }]\n");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(call);
        exchange.getRequestBody().readAllBytes();
        if (call.equals(FILE)) {
            exchange.getResponseHeaders().set("Location", onwards);
            exchange.sendResponseHeaders(302, -1);
            return;
        }
        String body = call.equals(SUBMIT)
                ? "{\"task_id\":\"t-1\",\"status\":\"queued\"}"
                : "{\"task_id\":\"t-1\",\"status\":\"completed\",\"result\":{\"videos\":[{\"url\":\"" + link + "\"}]}}";
        ScriptedProviderServer.send(exchange, 200, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254/x.mp4", "http://10.255.255.1:8080/x.mp4", "http://[fe80::1%25lo]/x.mp4"})
    void aLinkIntoAPrivateNetworkIsRefusedAtOnceAndAskedForOnce(String elsewhere) {
        link = elsewhere;

        try (Program render = render()) {
            Refusals.assertEnds(render, 3, "gull", "the provider's link leads to", "is not followed");
        }
        assertThat(asked).containsExactly(SUBMIT, LOOK, LOOK);

        // Asked for again for nothing, as long as it takes until the provider names another.
        try (Program again = render()) {
            Refusals.assertEnds(again, 3, "gull", "is not followed");
        }
        assertThat(asked).filteredOn(SUBMIT::equals).hasSize(1);
        assertThat(asked).filteredOn(LOOK::equals).hasSizeBetween(3, 4);
        assertThat(asked).doesNotContain(FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/x.mp4", "ftp://127.0.0.1/x.mp4"})
    void aRedirectionThereIsNotFollowed(String elsewhere) {
        link = provider.address() + "/files/1.mp4";
        onwards = elsewhere;

        try (Program render = render()) {
            Refusals.assertEnds(render, 3, "gull", "the provider's link", "is not followed");
        }
        assertThat(asked).containsExactly(SUBMIT, LOOK, LOOK, FILE);
    }

    private Program render() {
        return new FramespanProgram(folder)
                .with("KLING_API_KEY", Refusals.KEY)
                .with("KLING_BASE_URL", provider.url())
                .start("render", "film.yaml", "--yes");
    }
}
