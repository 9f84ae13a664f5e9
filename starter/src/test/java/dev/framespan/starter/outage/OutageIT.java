package dev.framespan.starter.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is out of order for a while costs time, and hardly a question. */
@Tag("long")
class OutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void anOutageOfHalfAMinuteLeavesAtMostTwoOfTenShotsForTheOperatorAndAllElseIsBoughtOnce() throws Exception {
        write(10);
        try (SimulatedProvider provider = provider("60")) {
            provider.misbehave("{\"on\":\"submit\",\"do\":\"status:502\"}");
            try (Program render = render(provider)) {
                render.awaitLine(
                        line -> line.contains("provider answers unclearly; submissions pause until it answers again"),
                        PATIENCE);
                Thread.sleep(25_000);
                assertThat(provider.charges()).isEmpty();
                provider.mendFaults();

                render.assertEnds(3, PATIENCE);
                long stopped = render.err().stream()
                        .filter(line -> line.contains(", take 1: ") && line.contains("may have accepted"))
                        .count();
                assertThat(stopped).as(render.toString()).isBetween(1L, 2L);
                assertPaidOnce(provider, (int) (10 - stopped));
            }
        }
    }

    @Test
    void aProviderThatIsDownIsWaitedForWithItsReasonAndTheFilmIsMade() throws IOException {
        write(2);
        try (SimulatedProvider provider = provider("60")) {
            provider.kill();
            try (Program render = render(provider)) {
                render.awaitLine(
                        line -> line.contains("provider unreachable: ")
                                && line.contains("refused")
                                && line.contains(", asking again"),
                        PATIENCE);
                provider.serve();
                render.assertEnds(0, PATIENCE);
            }
            assertPaidOnce(provider, 2);
        }
    }

    @Test
    void whatCanBeHadForNothingIsFetchedAgainBeforeADecisionBuysIt() throws IOException {
        write(1);
        try (SimulatedProvider provider = provider("60")) {
            provider.misbehave("{\"on\":\"result\",\"do\":\"stub\",\"times\":2}");
            try (Program render = render(provider)) {
                render.assertEnds(3, PATIENCE);
            }
            try (Program rebuy = render(provider, "--rebuy", "shot-1")) {
                rebuy.assertEnds(0, PATIENCE);
            }
            assertPaidOnce(provider, 1);
        }
    }

    @Test
    void whatCannotBeHadForNothingIsBoughtByTheDecisionInTheSameRun() throws IOException {
        write(1);
        try (SimulatedProvider provider = provider("60")) {
            provider.misbehave("{\"on\":\"result\",\"do\":\"stub\",\"times\":4}");
            try (Program render = render(provider)) {
                render.assertEnds(3, PATIENCE);
            }
            try (Program rebuy = render(provider, "--rebuy", "shot-1")) {
                rebuy.assertEnds(0, PATIENCE);
            }
            assertThat(provider.charges()).hasSize(2);
        }
    }

    private void write(int shots) throws IOException {
        String list = IntStream.rangeClosed(1, shots)
                .mapToObj(number -> "  - { id: shot-" + number + ", duration: 3, prompt: wave number " + number + " }")
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("film.yaml"), "title: Waves\nshots:\n" + list + "\n");
    }

    private SimulatedProvider provider(String speed) {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed);
    }

    private Program render(SimulatedProvider provider, String... more) {
        List<String> command = new java.util.ArrayList<>(List.of("render", "film.yaml"));
        command.addAll(List.of(more));
        return new FramespanProgram(folder)
                .with("KLING_API_KEY", "test-key")
                .with("KLING_BASE_URL", provider.url())
                .start(command.toArray(String[]::new));
    }

    private static void assertPaidOnce(SimulatedProvider provider, int purchases) {
        List<SimulatedProvider.Charge> charges = provider.charges();
        assertThat(charges).hasSize(purchases).noneMatch(SimulatedProvider.Charge::refunded);
        assertThat(charges.stream().map(SimulatedProvider.Charge::prompt).distinct())
                .hasSize(purchases);
    }
}
