package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film is cancelled while one shot is queued, one is being rendered, and one is waited for by another film, too. */
@Tag("long")
class CancelledFilmIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String SHARED = "a gull that two films show";
    private static final BigDecimal EACH = new BigDecimal("0.2142");

    @TempDir
    Path folder;

    @Test
    void whatIsQueuedIsRefundedWhatHasBegunIsKeptAndWhatAnotherFilmWaitsForIsLeftAlone() throws IOException {
        write(
                "storm",
                shot("queued", "a gull in a queue"),
                shot("shared", SHARED),
                shot("begun", "a gull that is begun"));
        write("calm", shot("bird", SHARED));
        // Queues of minutes, for all but the one that is submitted last.
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "0.01")) {
            provider.misbehave(
                    "{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"begun\"},\"do\":\"status:429\",\"retry_after\":1}");
            try (Program storm = render(provider, "storm", "queued", "shared");
                    Program calm = render(provider, "calm", "bird")) {
                provider.set("{\"speed\": 60}");
                provider.mendFaults();
                provider.keepProcessing("begun");
                storm.awaitStep("begun", "rendering", PATIENCE);

                try (Program cancel = new FramespanProgram(folder).start("cancel", "storm")) {
                    assertThat(cancel.awaitLine(line -> line.contains("waits for begun ("), PATIENCE))
                            .contains("paid for and kept", "Ctrl-C", "in the process that renders it");
                    provider.mendFaults();
                    cancel.assertEnds(0, PATIENCE);
                    assertThat(cancel.err()).anyMatch(line -> line.contains("storm is cancelled"));
                    assertToldApart(cancel);
                }
                storm.assertEnds(1, PATIENCE);
                assertSettled(Payloads.json()
                        .readTree(storm.out().get(storm.out().size() - 1))
                        .path("settlement"));
                assertThat(storm.out())
                        .anyMatch(line -> line.contains("\"id\":\"begun\"") && line.contains("\"doing\":\"kept\""));
                assertThat(calm.out()).noneMatch(line -> line.contains("stopped"));
            }
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + ": " + charge.refunded())
                    .containsExactlyInAnyOrder(
                            "a gull in a queue: true", SHARED + ": false", "a gull that is begun: false");
            try (Program status = new FramespanProgram(folder).start("status", "storm")) {
                status.assertEnds(0, PATIENCE);
                assertToldApart(status);
            }
            try (Program status = new FramespanProgram(folder).start("status", "storm", "--json")) {
                status.assertEnds(0, PATIENCE);
                assertSettled(Payloads.json().readTree(status.out().get(0)).path("settlement"));
            }
            assertReceipt();
        }
    }

    private static void assertToldApart(Program said) {
        assertThat(said.out())
                .anyMatch(line -> line.startsWith("refunded ") && line.contains(" $0.2142 for queued:"))
                .anyMatch(line -> line.startsWith("kept ") && line.contains(" $0.2142 for begun:"))
                .anyMatch(line -> line.startsWith("running ") && line.contains(" $0.2142 for shared:"));
    }

    private static void assertSettled(JsonNode settlement) {
        assertPart(settlement.path("refunded"), "queued");
        assertPart(settlement.path("kept"), "begun");
        assertPart(settlement.path("running"), "shared");
    }

    private static void assertPart(JsonNode part, String id) {
        assertThat(part.path("ids").toString()).isEqualTo("[\"" + id + "\"]");
        assertThat(part.path("usd").decimalValue()).isEqualByComparingTo(EACH);
    }

    /** The store's end of the film names its receipt. */
    private void assertReceipt() throws IOException {
        JsonNode end = Payloads.json()
                .readTree(folder.resolve(".framespan/films/storm/end.json").toFile());
        String sha256 = end.path("result").path("receipt").path("sha256").asText();
        try (var files = Files.walk(folder.resolve(".framespan/assets"))) {
            Path file = files.filter(each -> each.getFileName().toString().startsWith(sha256))
                    .findFirst()
                    .orElseThrow();
            JsonNode receipt = Payloads.json().readTree(file.toFile());
            assertThat(receipt.path("outcome").asText()).isEqualTo("CANCELLED");
            assertSettled(receipt.path("settlement"));
            assertThat(receipt.path("spentUsd").decimalValue()).isEqualByComparingTo(EACH);
            assertThat(receipt.path("shots").get(2).path("sha256").asText()).hasSize(64);
        }
    }

    private void write(String film, String... shots) throws IOException {
        Files.writeString(folder.resolve(film + ".yaml"), "shots:\n" + String.join("", shots));
    }

    private static String shot(String id, String prompt) {
        return "  - { id: " + id + ", duration: 3, prompt: " + prompt + " }\n";
    }

    private Program render(SimulatedProvider provider, String film, String... queued) {
        Program render = new FramespanProgram(folder)
                .with("KLING_API_KEY", "test-key")
                .with("KLING_BASE_URL", provider.url())
                .start("render", film + ".yaml", "--json");
        for (String id : queued) {
            render.awaitStep(id, "queued", PATIENCE);
        }
        return render;
    }
}
