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
    void whatGoesOverTheBudgetWaitsAndALargerOneIsDecidedForTheNextRender() throws IOException {
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
                        3,
                        "it costs $0.2142, and of the film's budget of $0.50 $0.4284 are spent",
                        "framespan budget film 0.65 raises its budget by $0.15, and framespan render film.yaml buys gull");
            }
            assertThat(provider.charges()).hasSize(2);
            try (Program status = new FramespanProgram(folder).start("status", "film")) {
                ends(status, 0);
                assertThat(String.join("\n", status.out()))
                        .containsPattern("budget +\\$0\\.50\n")
                        .contains("framespan budget film 0.65 allows it");
            }
            try (Program decide = new FramespanProgram(folder).start("budget", "film", "0.65")) {
                ends(decide, 0, "the film film may cost $0.65 in all; the next render goes by that");
            }
            try (Program again = framespan(provider).start("render", "film.yaml")) {
                ends(again, 0);
            }
            assertThat(provider.charges()).hasSize(3);
            try (Program ledger = new FramespanProgram(folder).start("ledger", "--film", "film", "--csv")) {
                ends(ledger, 0);
                assertThat(ledger.out()).hasSize(4);
                assertThat(ledger.out().get(3))
                        .contains(
                                ",film,gull,1,1,loopback,kling-v3,generate,3,720p,false,,0.2142,", ",completed,kept,");
            }
            // The storyboard's own word counts again as soon as it is another one.
            write("0.6", "a gull asleep", "a boat at rest");
            try (Program over = framespan(provider).start("render", "film.yaml")) {
                ends(over, 3, "of the film's budget of $0.60");
            }
        }
    }

    @Test
    void aFilmAtWorkGoesOnAsSoonAsItMayCostMore() throws IOException {
        write("0.5", "a gull flies by", "a boat at rest");
        try (SimulatedProvider provider = provider("60")) {
            try (Program render = framespan(provider).start("render", "film.yaml")) {
                ends(render, 0);
            }
            provider.set("{\"speed\": 4}");
            write("0.7", "a gull at rest", "a boat in a storm");
            try (Program render = framespan(provider).start("render", "film.yaml", "--json")) {
                render.awaitLine(line -> line.contains("\"state\":\"parked\""), PATIENCE);
                try (Program small = new FramespanProgram(folder).start("budget", "film", "0.6")) {
                    ends(small, 2, "is 0.7 US dollars already");
                }
                try (Program raise = new FramespanProgram(folder).start("budget", "film.yaml", "0.86")) {
                    ends(raise, 0, "the film film may cost $0.86 in all from now on");
                }
                render.assertEnds(0, PATIENCE);
            }
            assertThat(provider.charges()).hasSize(4);
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
        try (Program nothing = new FramespanProgram(folder).start("budget", "film.yaml", "60")) {
            ends(nothing, 2, "no store here");
        }
    }

    @Test
    void theDaysLimitHoldsBackWhatGoesOverIt() throws IOException {
        write("5", "a gull flies by", "a boat at rest");
        try (SimulatedProvider provider = provider("60");
                Program render =
                        framespan(provider).with("KLING_DAILY_USD", "0.3").start("render", "film.yaml", "--json")) {
            render.awaitLine(
                    line -> line.contains("the day's limit of 0.3 USD is reached; goes on at midnight UTC"), PATIENCE);
            render.interrupt();
            render.awaitEnd(PATIENCE);
            assertThat(provider.charges()).hasSize(1);
        }
    }
}
