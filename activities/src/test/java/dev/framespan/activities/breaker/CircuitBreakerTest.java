package dev.framespan.activities.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.account.Outage;
import dev.framespan.workflows.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircuitBreakerTest {
    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();

    @Test
    void anUnclearAnswerIsWrittenDownBeforeTheNextSubmissionMayBegin() throws IOException {
        try (LiveProcesses processes = new LiveProcesses(folder)) {
            CircuitBreaker breaker =
                    new CircuitBreaker(store, processes, new SilentProvider(), Clock.systemUTC(), new Random(1));
            SubmissionPermit permit =
                    breaker.enter(Duration.ZERO, false, Outage.NONE).orElseThrow();
            List<Optional<SubmissionPermit>> meanwhile = new ArrayList<>();
            store.fate((key, written) -> {
                if (!written) {
                    meanwhile.add(breaker.enter(Duration.ZERO, false, Outage.NONE));
                }
            });

            permit.unclear();

            assertThat(meanwhile).containsExactly(Optional.empty());
        }
    }

    /** Is never asked. */
    private static final class SilentProvider implements Provider {
        @Override
        public String realm() {
            return "example.org";
        }

        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public Catalogue catalogue() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String submit(
                dev.framespan.workflows.generation.GenerationRequest request,
                List<String> pictures,
                java.time.Instant fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public dev.framespan.workflows.asset.Asset speak(
                dev.framespan.workflows.generation.GenerationRequest request,
                SoundKeeper keeper,
                java.time.Instant fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void probe() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TaskStatus status(String task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Refund> cancel(String task) {
            throw new UnsupportedOperationException();
        }
    }
}
