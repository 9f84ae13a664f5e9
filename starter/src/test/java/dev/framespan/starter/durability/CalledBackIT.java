package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider calls when a task has ended, on a real server: films hear of it at once, and whatever else is called changes nothing. */
@Tag("long")
class CalledBackIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SHOTS = 20;

    @TempDir
    Path folder;

    private final int port = TemporalDevServer.freePort();
    private TemporalDevServer temporal;
    private SimulatedProvider provider;

    @BeforeEach
    void open() throws IOException {
        temporal = TemporalDevServer.start(folder);
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "12");
        Files.writeString(folder.resolve("film.yaml"), waves(SHOTS));
        Files.writeString(folder.resolve("few.yaml"), waves(3));
        Files.writeString(
                folder.resolve("one.yaml"), "shots:\n  - { id: gull, duration: 3, prompt: a gull flies by }\n");
        Files.copy(folder.resolve("one.yaml"), folder.resolve("two.yaml"));
    }

    @AfterEach
    void close() {
        provider.close();
        temporal.close();
    }

    private static String waves(int shots) {
        StringBuilder storyboard = new StringBuilder("shots:\n");
        for (int i = 1; i <= shots; i++) {
            storyboard
                    .append("  - { id: s")
                    .append(i)
                    .append(", duration: 3, prompt: wave ")
                    .append(i)
                    .append(" }\n");
        }
        return storyboard.toString();
    }

    private FramespanProgram framespan() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .with("KLING_REQUESTS_PER_SECOND", "100")
                .with("FRAMESPAN_PUBLIC_URL", "http://127.0.0.1:" + port)
                .with("FRAMESPAN_ASSET_PORT", Integer.toString(port));
    }

    private Program worker(FramespanProgram framespan) {
        Program worker = framespan.start("worker", "--temporal", temporal.address(), "--store", "store");
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render(String film) {
        return framespan()
                .start("render", film + ".yaml", "--temporal", temporal.address(), "--store", "store", "--out", film);
    }

    private AwaitedTasks awaited(String film) throws IOException {
        JsonNode store = Payloads.json()
                .readTree(folder.resolve("store/framespan-store.json").toFile());
        return new AwaitedTasks(temporal, film + "@" + store.path("id").asText().substring(0, 8));
    }

    private long polls() {
        long polls = 0;
        for (JsonNode entry : provider.ledger().path("entries")) {
            polls += entry.path("polls").asLong();
        }
        return polls;
    }

    private String callbackUrl() throws IOException {
        try (var files = Files.walk(folder.resolve("provider/tasks"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                JsonNode url = Payloads.json().readTree(file.toFile()).findValue("callback_url");
                if (url != null) {
                    return url.asText();
                }
            }
        }
        throw new AssertionError("no task carries a callback");
    }

    @Test
    void filmsHearAtOnceOfWhatHasEndedAndHardlyAsk() throws IOException {
        try (Program worker = worker(framespan())) {
            try (Program first = render("one")) {
                first.assertEnds(0, PATIENCE, worker);
            }
            assertThat(folder.resolve("store/callbacks/loopback.json"))
                    .content()
                    .contains("true");
            long before = polls();

            try (Program render = render("film")) {
                render.assertEnds(0, PATIENCE, worker);
            }

            AwaitedTasks awaited = awaited("film");
            List<Duration> lags = awaited.lags(provider);
            System.out.printf(
                    "callbacks: mean lag %s of %d tasks, %.1f status calls a task, %.1f events a generation%n",
                    AwaitedTasks.mean(lags), lags.size(), (polls() - before) / (double) SHOTS, awaited.eventsEach());
            assertThat(lags).hasSize(SHOTS);
            assertThat(AwaitedTasks.mean(lags)).isLessThan(Duration.ofSeconds(1));
            assertThat((polls() - before) / (double) SHOTS).isLessThanOrEqualTo(3);
            assertThat(awaited.eventsEach()).isLessThanOrEqualTo(40);
            assertThat(worker.toString()).doesNotContain("/callbacks/");
        }
    }

    @Test
    void twoFilmsThatAwaitOneTaskAreBothTold() throws IOException {
        provider.misbehave("{\"on\":\"callback\",\"do\":\"repeat\"}");
        try (Program worker = worker(framespan());
                Program one = render("one");
                Program two = render("two")) {
            one.assertEnds(0, PATIENCE, worker);
            two.assertEnds(0, PATIENCE, worker);

            assertThat(provider.charges()).hasSize(1);
            assertThat(awaited("one").lags(provider)).hasSize(1);
            assertThat(awaited("two").lags(provider)).hasSize(1);
        }
    }

    @Test
    void aTaskThatFailsStopsItsFilmInTheSameWordsAsAPollWould() throws IOException {
        try (Program worker = worker(framespan())) {
            try (Program first = render("one")) {
                first.assertEnds(0, PATIENCE, worker);
            }
            provider.misbehave("{\"on\":\"task\",\"do\":\"fail_policy\",\"match\":{\"prompt_contains\":\"wave 2\"}}");
            try (Program render = render("few")) {
                render.awaitEnd(PATIENCE);
                assertThat(String.join("\n", render.err()))
                        .contains("s2", "refused by the provider's content policy", "--rebuy s2");
            }
            assertThat(AwaitedTasks.mean(awaited("few").lags(provider))).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void whatACallIsLostAboutThePollFindsAndAsksAsEverUntilTheNextOne() throws IOException {
        try (Program worker = worker(framespan())) {
            try (Program first = render("one")) {
                first.assertEnds(0, PATIENCE, worker);
            }
            Path health = folder.resolve("store/callbacks/loopback.json");
            assertThat(health).content().contains("true");
            provider.misbehave("{\"on\":\"callback\",\"do\":\"drop\"}");
            try (Program render = render("few")) {
                render.assertEnds(0, PATIENCE, worker);
            }
            Await.until("a missed call is noted", Duration.ofSeconds(20), () -> {
                try {
                    return Files.readString(health).contains("false");
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void whatIsCalledWithoutReasonChangesNothing() throws Exception {
        try (Program worker = worker(framespan())) {
            try (Program first = render("one")) {
                first.assertEnds(0, PATIENCE, worker);
            }
            String url = callbackUrl();
            long polls = polls();

            assertThat(posted(url, 10)).as("a replay").contains(" 204 ");
            assertThat(posted(url.substring(0, url.length() - 1) + "x", 10)).contains(" 404 ");
            assertThat(posted(url.replace("/1/", "/2/"), 10)).contains(" 404 ");
            assertThat(posted(url, 10_000_000)).doesNotContain(" 204 ");
            for (int i = 0; i < 300; i++) {
                posted(url, 100);
            }

            assertThat(polls()).as("nothing is looked at for it").isEqualTo(polls);
            try (Program again = render("two")) {
                again.assertEnds(0, PATIENCE, worker);
            }
        }
    }

    @Test
    void anAddressThatLeadsElsewhereIsSaidAndNotGivenOut() throws IOException {
        FramespanProgram elsewhere =
                framespan().with("FRAMESPAN_PUBLIC_URL", "http://127.0.0.1:" + TemporalDevServer.freePort());
        try (Program worker = worker(elsewhere);
                Program render = render("one")) {
            render.assertEnds(0, PATIENCE, worker);

            assertThat(worker.toString()).contains("does not lead to this store's worker (it does not answer)");
            try (var files = Files.walk(folder.resolve("provider/tasks"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).doesNotContain("/callbacks/");
                }
            }
        }
    }

    private String posted(String url, int length) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(("POST " + URI.create(url).getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                + "\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[length]);
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                return "cut off";
            }
        }
    }
}
