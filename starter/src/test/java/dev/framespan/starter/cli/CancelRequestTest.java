package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.lock.FilmLock;
import dev.framespan.starter.lock.ServerAddress;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film whose process holds it and does not answer is at work all the same. */
class CancelRequestTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
    }

    @Test
    void aProcessThatTakesConnectionsAndStandsStillIsSaidAndEndsTheCommand() throws IOException {
        // As of a process that is stopped: the system takes the connection, and no answer ever comes.
        try (ServerSocket still = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                FilmLock held = FilmLock.take(folder, "storm").orElseThrow();
                var published = new ServerAddress(folder, "storm").publish("127.0.0.1:" + still.getLocalPort())) {
            assertUnanswered();
        }
    }

    @Test
    void aProcessThatHoldsTheFilmAndHasNoServerYetIsWaitedFor() {
        try (FilmLock held = FilmLock.take(folder, "storm").orElseThrow()) {
            assertUnanswered();
        }
    }

    @Test
    void aFilmThatNoProcessHoldsHasEndedWithItsServer() throws IOException {
        FilmLock.take(folder, "storm").orElseThrow().close();
        assertThat(tell()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void whatAKilledFilmLeftAtTheProviderIsCountedAndPriced() {
        BigDecimal none = BigDecimal.ZERO;
        assertThat(SpendingRows.atProvider(List.of(
                        new FilmSpending("kling", none, new BigDecimal("1.7136"), 8, none, 0),
                        new FilmSpending("other", none, new BigDecimal("0.2"), 1, none, 0),
                        new FilmSpending("third", BigDecimal.ONE, none, 0, none, 0))))
                .containsExactly(
                        "8 tasks ($1.7136) are still at the provider at kling; render it again to fetch them",
                        "1 task ($0.20) is still at the provider at other; render it again to fetch it");
    }

    private void assertUnanswered() {
        assertThatThrownBy(this::tell)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.FAILED))
                .hasMessageContaining("at the film storm and does not answer; run the same command again");
        assertThat(said).singleElement().asString().contains("storm is asked to end", "does not answer yet");
    }

    private Optional<TemporalConnection> tell() {
        try (FilmServerLookup servers = new FilmServerLookup(new TemporalServer.Embedded(), store)) {
            return new CancelRequest(
                            "storm", store, servers, said::add, Duration.ofMillis(500), Duration.ofMillis(1_500))
                    .tell((FilmWorkflows films) -> films.cancel("storm"));
        }
    }
}
