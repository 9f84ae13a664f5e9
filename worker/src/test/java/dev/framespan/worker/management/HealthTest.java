package dev.framespan.worker.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicReference<String> trouble = new AtomicReference<>("");
    private final Health health = new Health(Duration.ofMillis(20));
    private final HealthCheck check = new HealthCheck() {
        @Override
        public String name() {
            return "store";
        }

        @Override
        public Optional<String> trouble() {
            if (trouble.get().equals("broken")) {
                throw new IllegalStateException("secret");
            }
            return Optional.of(trouble.get()).filter(text -> !text.isEmpty());
        }
    };

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    void aWorkerIsLiveBeforeItIsReady() {
        assertThat(health.live()).isEqualTo(new Health.Answer(200, "{\"status\":\"UP\",\"checks\":[]}"));
        assertThat(health.ready().status()).isEqualTo(503);
        assertThat(health.ready().body()).contains("\"reason\":\"it is starting\"");
    }

    @Test
    void itIsReadyWhereAllThatItNeedsIsThereAndSaysWhatIsNot() {
        health.started(List.of(check));
        await(answer -> answer.status() == 200);
        assertThat(health.ready().body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"worker\",\"status\":\"UP\"},"
                        + "{\"name\":\"store\",\"status\":\"UP\"}]}");

        trouble.set("the store cannot be used (no room)");
        await(answer -> answer.status() == 503);
        assertThat(health.ready().body())
                .contains(
                        "{\"name\":\"store\",\"status\":\"DOWN\",\"data\":{\"reason\":\"the store cannot be used (no room)\"}}");
        assertThat(health.live().status()).as("it need not be started anew").isEqualTo(200);
    }

    @Test
    void aCheckThatBreaksIsATroubleWithoutItsMessage() {
        trouble.set("broken");
        health.started(List.of(check));
        await(answer -> answer.body().contains("it cannot be looked at"));
        assertThat(health.ready().body()).doesNotContain("secret");
    }

    @Test
    void itIsNotReadyAnyMoreAsSoonAsItEnds() {
        health.started(List.of(check));
        await(answer -> answer.status() == 200);

        health.ending();

        assertThat(health.ready().status()).isEqualTo(503);
        assertThat(health.ready().body()).contains("it is ending");
    }

    private void await(Predicate<Health.Answer> wanted) {
        Instant until = Instant.now().plusSeconds(20);
        while (!wanted.test(health.ready())) {
            assertThat(Instant.now()).as(health.ready().body()).isBefore(until);
            Thread.onSpinWait();
        }
    }
}
