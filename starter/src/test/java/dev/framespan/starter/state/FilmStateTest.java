package dev.framespan.starter.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.lock.FilmLock;
import dev.framespan.starter.lock.ServerAddress;
import dev.framespan.starter.temporal.TemporalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes connections and stands still, as one that is stopped: no answer ever comes. */
class FilmStateTest {
    @TempDir
    Path folder;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
    }

    @Test
    void aProcessThatHoldsTheFilmAndStandsStillIsKnownNotToAnswerWithinSeconds() throws IOException {
        try (ServerSocket still = stillServer();
                FilmLock held = FilmLock.take(folder, "storm").orElseThrow();
                var published = new ServerAddress(folder, "storm").publish("127.0.0.1:" + still.getLocalPort())) {
            Instant before = Instant.now();
            assertThat(state().isUnanswered()).isTrue();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void oneThatHasLetTheFilmGoIsNotWaitedFor() throws IOException {
        try (ServerSocket still = stillServer();
                var published = new ServerAddress(folder, "storm").publish("127.0.0.1:" + still.getLocalPort())) {
            assertThat(state().isUnanswered()).isFalse();
        }
    }

    @Test
    void oneThatHasNoServerYetIsAtIt() {
        try (FilmLock held = FilmLock.take(folder, "storm").orElseThrow()) {
            assertThat(state().isUnanswered()).isFalse();
            assertThat(state().isHeldHere()).isTrue();
        }
    }

    private static ServerSocket stillServer() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private FilmState state() {
        try (FilmServerLookup servers = new FilmServerLookup(new TemporalServer.Embedded(), store)) {
            return FilmState.of("storm", store, servers);
        }
    }
}
