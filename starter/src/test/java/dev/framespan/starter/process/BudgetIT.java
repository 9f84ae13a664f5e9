package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film's budget while it is made. A shot costs 0.2142 dollars: three seconds at 0.0714. */
@Tag("long")
class BudgetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private void write(String budget, String gull, String boat) throws IOException {
        Files.writeString(
                folder.resolve("film.yaml"),
                "budget_usd: " + budget + "\nshots:\n  - { id: gull, duration: 3, prompt: " + gull
                        + " }\n  - { id: boat, duration: 3, prompt: " + boat + " }\n");
    }

    private FramespanProgram framespan(SimulatedProvider provider) {
        return new FramespanProgram(folder).with("KLING_API_KEY", "test-key").with("KLING_BASE_URL", provider.url());
    }

    private SimulatedProvider provider(String speed) {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed);
    }

    private static void ends(Program program, int exitCode, String... words) {
        program.assertEnds(exitCode, PATIENCE);
        for (String word : words) {
            assertThat(String.join("\n", program.err())).contains(word);
        }
    }

    @Test
    void whatWouldGoOverTheBudgetIsNotBegunAndALargerOneIsDecidedForTheNextRender() throws IOException {
        write("0.5", "a gull flies by", "a boat at rest");
        try (SimulatedProvider provider = provider("60")) {
            try (Program render = framespan(provider).start("render", "film.yaml")) {
                ends(render, 0);
            }
            // What was bought for the film before counts: another gull makes three shots of it.
            write("0.5", "a gull at rest", "a boat at rest");
            try (Program over = framespan(provider).start("render", "film.yaml")) {
                ends(
                        over,
                        2,
                        "what is left to buy of this film costs $0.2142, $0.4284 was spent for it before and $0.00 is reserved",
                        "$0.1426 above its budget of $0.50: framespan budget film.yaml 0.65 raises it by $0.15");
            }
            assertThat(provider.charges()).hasSize(2);
            try (Program check = framespan(provider).start("check", "film.yaml", "--prices")) {
                ends(check, 0);
                assertThat(String.join("\n", check.out()))
                        .contains("budget $0.50, of which $0.4284 spent and $0.00 reserved, exceeded by $0.1426");
            }
            try (Program decide = new FramespanProgram(folder).start("budget", "film", "0.65")) {
                ends(decide, 0, "the film film may cost $0.65 in all; the next render goes by that");
            }
            try (Program status = new FramespanProgram(folder).start("status", "film")) {
                ends(status, 0);
                assertThat(String.join("\n", status.out()))
                        .containsPattern("budget +\\$0\\.65 as decided with framespan budget");
            }
            try (Program again = framespan(provider).start("render", "film.yaml")) {
                ends(again, 0, "budget $0.65 as decided with framespan budget");
            }
            assertThat(provider.charges()).hasSize(3);
            try (Program unknown = new FramespanProgram(folder).start("ledger", "--film", "other")) {
                ends(unknown, 2, "this store knows no film other; framespan list shows those it knows");
            }
            try (Program ledger = new FramespanProgram(folder).start("ledger", "--film", "film.yaml", "--csv")) {
                ends(ledger, 0);
                assertThat(ledger.out()).hasSize(4);
                assertThat(ledger.out().get(3))
                        .contains(
                                ",film,gull,1,1,loopback,kling-v3,generate,3,720p,false,,0.2142,", ",completed,kept,");
            }
            // The storyboard's own word counts again as soon as it is another one.
            write("0.6", "a gull asleep", "a boat at rest");
            try (Program over = framespan(provider).start("render", "film.yaml")) {
                ends(over, 2, "above its budget of $0.60:");
            }
        }
    }

    @Test
    void aFilmAtWorkGoesOnAsSoonAsItMayCostMore() throws IOException {
        write("0.5", "a gull flies by", "a boat at rest");
        Reservations.hold(folder.resolve(".framespan"), "film", "0.2");
        try (SimulatedProvider provider = provider("60");
                Program render = framespan(provider).start("render", "film.yaml", "--json")) {
            provider.keepProcessing();
            render.awaitLine(line -> line.contains("\"event\":\"provider\",\"realm\":\"loopback\""), PATIENCE);
            render.awaitLine(line -> line.contains("\"state\":\"parked\""), PATIENCE);
            try (Program small = new FramespanProgram(folder).start("budget", "film", "0.4")) {
                ends(small, 2, "is $0.50 already");
            }
            try (Program raise = new FramespanProgram(folder).start("budget", "film.yaml", "0.86")) {
                ends(raise, 0, "the film film may cost $0.86 in all from now on");
            }
            provider.mendFaults();
            render.assertEnds(0, PATIENCE);
            assertThat(provider.charges()).hasSize(2);
            assertThat(render.out()).last().asString().contains("\"realm\":\"loopback\",\"simulated\":false");
        }
        try (Program status = new FramespanProgram(folder).start("status", "film.yaml", "--json")) {
            ends(status, 0);
            assertThat(status.out().get(0))
                    .contains("\"state\":\"done\",\"realm\":\"loopback\",\"simulated\":false")
                    .contains("\"budgetUsd\":0.86,\"budgetFrom\":\"decision\"", "\"spentUsd\":0.4284");
        }
    }

    @Test
    void whatIsNoBudgetIsRefused() throws IOException {
        write("0.5", "a gull flies by", "a boat at rest");
        for (String amount : new String[] {"-1", "much", "1e9", "0.1234567"}) {
            try (Program refused = new FramespanProgram(folder).start("budget", "film.yaml", amount)) {
                refused.assertEnds(2, PATIENCE);
            }
        }
        try (Program nothing = new FramespanProgram(folder).start("budget", "film", "60")) {
            ends(nothing, 2, "no store here");
        }
        assertThat(folder.resolve(".framespan")).doesNotExist();
    }

    /** The price that check names is the highest: the second clip is made on the first, which lasts longer than its three seconds. */
    @Test
    void aBudgetOfThePriceThatCheckNamesIsDecidedBeforeTheFirstRenderAndSuffices() throws IOException {
        Files.writeString(
                folder.resolve("film.yaml"),
                """
                budget_usd: 0.5
                shots:
                  - { id: gull, duration: 3, prompt: a gull flies by }
                  - { id: boat, duration: 3, prompt: a boat, model: kling-v3-omni, video: { clip: gull, use: base } }
                """);
        try (Program check = new FramespanProgram(folder).start("check", "film.yaml")) {
            ends(check, 0);
            assertThat(String.join("\n", check.out())).contains("$0.6426", "budget $0.50, exceeded by $0.1426");
        }
        try (Program decide = new FramespanProgram(folder).start("budget", "film.yaml", "0.6426")) {
            ends(decide, 0, "may cost $0.6426 in all; no render has begun it in", "the next render goes by that");
        }
        try (Program check = new FramespanProgram(folder).start("check", "film.yaml", "--json")) {
            ends(check, 0);
            assertThat(check.out().get(0))
                    .contains("\"budgetUsd\":0.6426,\"budgetFrom\":\"decision\"", "\"withinBudget\":true")
                    .contains("\"realm\":\"simulator\",\"simulated\":true");
        }
        try (Program render = new FramespanProgram(folder)
                .with("KLING_DAILY_USD", "0.1")
                .start("render", "film.yaml", "--speed", "100")) {
            ends(
                    render,
                    0,
                    "budget $0.6426 as decided with framespan budget",
                    "for which KLING_DAILY_USD counts nothing");
        }
    }

    @Test
    void theDaysLimitHoldsBackWhatGoesOverIt() throws IOException {
        write("5", "a gull flies by", "a boat at rest");
        try (SimulatedProvider provider = provider("60");
                Program render =
                        framespan(provider).with("KLING_DAILY_USD", "0.3").start("render", "film.yaml", "--json")) {
            render.awaitLine(
                    line -> line.contains("the day's limit of $0.30 is reached; goes on at midnight UTC"), PATIENCE);
            render.interrupt();
            render.awaitEnd(PATIENCE);
            assertThat(provider.charges()).hasSize(1);
        }
    }
}
