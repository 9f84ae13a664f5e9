package dev.framespan.activities.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.testing.UnaskedProvider;
import dev.framespan.workflows.account.Outage;
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
                    new CircuitBreaker(store, processes, new UnaskedProvider(), Clock.systemUTC(), new Random(1));
            SubmissionPermission permit =
                    breaker.enter(Duration.ZERO, false, Outage.NONE).orElseThrow();
            List<Optional<SubmissionPermission>> meanwhile = new ArrayList<>();
            store.fate((key, written) -> {
                if (!written) {
                    meanwhile.add(breaker.enter(Duration.ZERO, false, Outage.NONE));
                }
            });

            permit.unclear();

            assertThat(meanwhile).containsExactly(Optional.empty());
        }
    }
}
