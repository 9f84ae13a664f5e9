package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who watches over a worker is told how it is and what it does, and reads its log by program. */
@Tag("long")
class ManagementIT {
    private static final Pattern OF_TEMPORAL = Pattern.compile("\\btemporal_[a-z_]+");
    private static final Pattern LABELS = Pattern.compile("framespan_[a-z_]+\\{(?<labels>[^}]*)}");

    private final int port = TemporalDevServer.freePort();

    @TempDir
    Path folder;

    @Test
    void aWorkerSaysHowItIsAndWhatItDoes() throws IOException, InterruptedException {
        try (ServerSetup setup = new ServerSetup(folder, "10");
                Program worker = setup.watchedWorker(port)) {
            Await.until(
                    "ready", ServerSetup.PATIENCE, () -> get("/q/health/ready").statusCode() == 200);
            JsonNode health = Payloads.json().readTree(get("/q/health").body());
            assertThat(health.get("status").asText()).isEqualTo("UP");
            assertThat(health.get("checks").findValuesAsText("name"))
                    .containsExactly("worker", "temporal", "store", "provider kling");

            try (Program render = setup.render()) {
                render.assertEnds(0, ServerSetup.PATIENCE, worker);
            }
            Await.until("the SDK's counts", ServerSetup.PATIENCE, () -> get("/q/metrics")
                    .body()
                    .contains("temporal_"));
            Thread.sleep(6_000); // the SDK hands its counts over every five seconds
            String metrics = get("/q/metrics").body();
            assertThat(sum(metrics, "framespan_tasks_completed_total")).isEqualTo(5);
            assertThat(sum(metrics, "framespan_charged_usd_total")).isCloseTo(ofLedger(setup), within(1e-9));
            assertThat(sum(metrics, "framespan_task_wait_seconds_count")).isGreaterThanOrEqualTo(5);
            assertThat(sum(metrics, "framespan_permit_wait_seconds_count")).isGreaterThanOrEqualTo(5);
            assertThat(sum(metrics, "framespan_permits_limit")).isEqualTo(20);
            assertThat(sum(metrics, "framespan_media_seconds_total")).isGreaterThan(12);
            assertEveryMetricOfTemporalOnTheDashboardIsThere(metrics);
            assertNothingIsCountedByFilm(metrics);

            setup.temporal.kill();
            Await.until(
                    "not ready",
                    ServerSetup.PATIENCE,
                    () -> get("/q/health/ready").statusCode() == 503);
            assertThat(get("/q/health/ready").body()).contains("the Temporal server does not answer");
            assertThat(get("/q/health/live").statusCode())
                    .as("to start it anew would not help")
                    .isEqualTo(200);
            worker.signal("TERM");
            worker.assertEnds(0, ServerSetup.PATIENCE);
            assertEveryLineIsJson(worker.err());
        }
    }

    /** All prices. */
    private static double ofLedger(ServerSetup setup) throws IOException {
        try (Program ledger = setup.command("ledger", "--store", "store", "--json")) {
            ledger.assertEnds(0, ServerSetup.PATIENCE);
            assertThat(ledger.out()).hasSize(5);
            double sum = 0;
            for (String line : ledger.out()) {
                sum += Payloads.json().readTree(line).get("priceUsd").asDouble();
            }
            return sum;
        }
    }

    private static void assertEveryMetricOfTemporalOnTheDashboardIsThere(String metrics) throws IOException {
        Matcher named =
                OF_TEMPORAL.matcher(Files.readString(FramespanProgram.home().resolve("deploy/grafana/framespan.json")));
        while (named.find()) {
            assertThat(metrics).contains(named.group() + "{");
        }
    }

    private static void assertNothingIsCountedByFilm(String metrics) {
        Matcher labels = LABELS.matcher(metrics);
        while (labels.find()) {
            assertThat(labels.group("labels")).doesNotContain("gull", "boat", "dawn", "film", "store");
        }
    }

    private static void assertEveryLineIsJson(List<String> lines) throws IOException {
        assertThat(lines).anyMatch(line -> line.contains("worker ready"));
        for (String line : lines) {
            JsonNode object = Payloads.json().readTree(line);
            assertThat(object.path("time").isTextual()).as(line).isTrue();
            assertThat(object.path("level").isTextual()).as(line).isTrue();
            assertThat(object.path("message").isTextual()).as(line).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedWithTheVariable() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "10");
                ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Program worker = setup.unreadyWatchedWorker(taken.getLocalPort())) {
            worker.assertEnds(2, ServerSetup.PATIENCE);
            assertThat(worker.err()).hasSize(1);
            assertThat(Payloads.json()
                            .readTree(worker.err().get(0))
                            .get("message")
                            .asText())
                    .startsWith("FRAMESPAN_MANAGEMENT_PORT: the port " + port + " is taken by another program");
        }
    }

    /** Of all series of a metric. */
    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
