package dev.framespan.worker.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What is logged by an activity names its film, shot and task; a task that was waited for is told once, when it has ended. */
class ObservedActivitiesTest {
    private static final ProviderTask TASK = new ProviderTask(
            "v1:" + "ab".repeat(32),
            1,
            "t-81",
            "storm",
            "gull",
            1,
            false,
            BigDecimal.ONE,
            Instant.now().minusSeconds(70),
            true,
            new WorkIdentity("store", "provider.example"));

    private final List<String> said = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final WorkObserver observer = new WorkObserver() {
        @Override
        public void taskEnded(String realm, Duration wait) {
            assertThat(realm).isEqualTo("provider.example");
            waits.add(wait);
        }
    };
    private final TestActivityEnvironment environment =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                            .setWorkerInterceptors(new ObservedActivities(observer))
                            .build())
                    .build());

    @AfterEach
    void close() {
        environment.close();
    }

    private Throwable awaited(ApplicationFailure failure) {
        AwaitActivity activity = task -> {
            Stream.of("film", "shot", "task").map(MDC::get).forEach(said::add);
            if (failure != null) {
                throw failure;
            }
        };
        environment.registerActivitiesImplementations(activity);
        return catchThrowable(
                () -> environment.newActivityStub(AwaitActivity.class).await(TASK));
    }

    @Test
    void aTaskThatHasEndedWasWaitedForSinceItsSubmission() {
        assertThat(awaited(null)).isNull();

        assertThat(said).containsExactly("storm", "gull", "t-81");
        assertThat(waits).hasSize(1).allSatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(69)));
    }

    @Test
    void aTaskThatStopsHasEndedToo() {
        assertThat(awaited(ApplicationFailure.newNonRetryableFailure("refused", "POLICY")))
                .isNotNull();

        assertThat(waits).hasSize(1);
    }
}
