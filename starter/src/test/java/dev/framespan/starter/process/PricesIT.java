package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a film costs from here, before it is begun and when a part of it is there already. */
@Tag("long")
class PricesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SHARED =
            """
            keyframes:
              dawn: { prompt: a hill at dawn }
            shots:
              - { id: hill, from: dawn, duration: 3, prompt: the sun rises }
            """;

    @TempDir
    Path folder;

    private FramespanProgram framespan;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("first.yaml"), SHARED);
        Files.writeString(
                folder.resolve("second.yaml"),
                "budget_usd: 0.25\n" + SHARED + "  - { id: gull, duration: 3, prompt: a gull flies by }\n");
        framespan = new FramespanProgram(folder);
    }

    @Test
    void whatAnotherFilmHasBoughtIsHadAndCountsAgainstNoBudget() throws IOException {
        try (Program check = framespan.start("check", "second.yaml", "--prices")) {
            check.assertEnds(0, PATIENCE);
            assertThat(String.join("\n", check.out()))
                    .contains("keyframe  dawn", "$0.0298", "$0.2142", "exceeded by")
                    .doesNotContain("have it");
        }
        assertThat(folder.resolve(".framespan")).doesNotExist();
        try (Program refused = framespan.start("render", "second.yaml")) {
            refused.assertEnds(2, PATIENCE);
            assertThat(refused.toString()).contains("above its budget of $0.25");
        }
        assertThat(folder.resolve(".framespan")).doesNotExist();
        try (Program first = framespan.start("render", "first.yaml", "--speed", "100")) {
            first.assertEnds(0, PATIENCE);
        }

        try (Program check = framespan.start("check", "second.yaml", "--prices", "--json")) {
            check.assertEnds(0, PATIENCE);
            JsonNode priced = Payloads.json().readTree(check.out().get(0));
            assertThat(priced.at("/estimate/priceUsd").decimalValue()).isEqualByComparingTo("0.2142");
            assertThat(priced.at("/estimate/withinBudget").asBoolean()).isTrue();
            assertThat(priced.findValuesAsText("have")).containsExactly("true", "true", "false");
        }
        try (Program elsewhere = framespan.start("check", "second.yaml", "--prices", "--store", "none")) {
            elsewhere.assertEnds(0, PATIENCE);
            assertThat(elsewhere.toString()).doesNotContain("have it");
        }
        try (Program second = framespan.start("render", "second.yaml", "--speed", "100")) {
            second.assertEnds(0, PATIENCE);
            assertThat(String.join("\n", second.err()))
                    .contains("2 of 3 stills and clips are had already; $0.2142 is left to pay");
        }
        try (Program check = framespan.start("check", "second.yaml", "--prices")) {
            check.assertEnds(0, PATIENCE);
            assertThat(check.out()).filteredOn(line -> line.endsWith("have it")).hasSize(3);
            assertThat(check.out()).anySatisfy(line -> assertThat(line).contains("in all", "$0.00", "budget $0.25"));
        }
    }
}
