package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackHealth;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.NamedTasks;
import dev.framespan.activities.callback.ToldTasks;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A submission whose answer was lost, of a provider that calls: its call names the task, and nobody is asked. */
class DoubtfulSubmissionTest {
    private static final Duration WAIT = Duration.ofMinutes(15);

    @TempDir
    Path folder;

    private static final CallbackTask CALLED = new CallbackTask(TestPurchases.fingerprint(), 1);

    private TestPurchases purchases;
    private Instant sent;

    @BeforeEach
    void open() throws IOException {
        purchases = TestPurchases.inMemory(folder)
                .calledAt(task -> Optional.of(URI.create("https://film.example.org/callbacks/" + task.submission())))
                .waitingForCalls(WAIT);
        purchases.provider.plays(ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST);
        sent = purchases.clock.instant();
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    /** The provider has called, and named these; the process that was called ends when it has answered. */
    private void called(String... ids) throws IOException {
        new CallbackLooks(
                        purchases.store,
                        purchases.provider,
                        TaskPermits.UNLIMITED,
                        new CallbackHealth(purchases.store, "example.org"),
                        Optional.empty(),
                        purchases.clock)
                .keep(CALLED, List.of(ids));
    }

    private void says(String model, Instant created) {
        purchases.provider.tells(new TaskOrigin(model, "generate", created, purchases.clock.instant()));
    }

    @Test
    void theTaskThatTheCallNamesIsAwaited() throws IOException {
        SubmitResult first = purchases.buy();
        assertThat(first.cause()).isEqualTo(SubmitResult.Cause.DOUBT);
        assertThat(first.words()).startsWith("its answer was lost; the provider's call is waited for until ");

        says("kling-v3", sent);
        called("task-1");

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.provider.charged()).hasSize(1);
        // Nobody waits for a call that has come already.
        assertThat(new ToldTasks(purchases.store).has(CALLED)).isTrue();
    }

    @Test
    void whatTheCallNamesIsNotBelieved() throws IOException {
        purchases.buy();
        says("kling-v2.6", sent);
        called("task-1");
        assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.DOUBT);

        says("kling-v3", sent.minus(Duration.ofMinutes(6)));
        assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.DOUBT);
        assertThat(purchases.provider.charged()).hasSize(1);
    }

    @Test
    void whenNoCallComesThePersonIsAsked() throws IOException {
        assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.DOUBT);
        purchases.clock.advance(WAIT.plusSeconds(1));

        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);

        // It comes late: whoever asks once more finds it.
        says("kling-v3", sent);
        called("task-1");
        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aClockThatJumpsAnHourNeitherEndsTheWaitNorMakesItLonger(int hours) throws IOException {
        assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.DOUBT);
        purchases.clock.jump(Duration.ofHours(hours));
        assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.DOUBT);
        purchases.clock.advance(WAIT.minusSeconds(1));
        assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.DOUBT);
        purchases.clock.advance(Duration.ofSeconds(1));

        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void theTaskThatTheOperatorNamesIsAskedForFirst() throws IOException {
        purchases.calledAt(task -> Optional.empty());
        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        says("kling-v3", sent);
        called("task-of-another");
        new NamedTasks(purchases.store).add(CALLED, "task-1");

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(new NamedTasks(purchases.store).of(CALLED)).containsExactly("task-1", "task-of-another");
    }

    @Test
    void whereTheProviderDoesNotCallThePersonIsAskedAtOnce() throws IOException {
        purchases.calledAt(task -> Optional.empty());

        assertThat(Stop.of(catchThrowable(purchases::buy)).orElseThrow().kind()).isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void whatTheCallNamesIsAwaitedAlsoWhereTheOperatorHasDecidedToBuyAgain() throws IOException {
        purchases.buy();
        purchases.clock.advance(WAIT.plusSeconds(1));
        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        purchases.rebuy();
        says("kling-v3", sent);
        called("task-1");

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.provider.charged()).hasSize(1);
    }
}
