package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackHealth;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.ToldTasks;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider is asked to call; while it does, tasks are hardly asked for. */
class CalledBackTest {
    private static final String URL = "https://film.example/callbacks/";

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final HandClock late = new HandClock();
    private TestPurchases purchases;
    private CallbackHealth health;
    private StoreExpectedCallbacks callbacks;
    private TestActivityEnvironment temporal;
    private AwaitActivity await;
    private ProviderTask task;

    /** Does what is scheduled when the test says that the time has come. */
    private static final class HandClock extends ScheduledThreadPoolExecutor {
        private final List<Runnable> scheduled = new CopyOnWriteArrayList<>();

        HandClock() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            assertThat(unit.toSeconds(delay)).isEqualTo(5);
            scheduled.add(task);
            return null;
        }

        void pass() {
            assertThat(scheduled).as("looks whether the call has come").hasSize(1);
            scheduled.get(0).run();
        }
    }

    @BeforeEach
    void buy() throws IOException {
        purchases = new TestPurchases(store, folder)
                .calledAt(called -> Optional.of(URI.create(URL + called.fingerprint() + "/" + called.submission())));
        task = purchases.buy().task();
        health = new CallbackHealth(store, "example.org");
        callbacks = new StoreExpectedCallbacks(store, health, late);
        temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        temporal.registerActivitiesImplementations(
                new AwaitActivityImpl(store, purchases.provider, TaskPermits.UNLIMITED, callbacks, purchases.clock));
        await = temporal.newActivityStub(
                AwaitActivity.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    @AfterEach
    void close() throws IOException {
        temporal.close();
        callbacks.close();
        purchases.close();
    }

    private void isIn(TaskStatus.State state) {
        purchases.provider.answersStatus(new TaskStatus(state, 10, List.of(), null, null));
    }

    /** @return empty where it waits no more */
    private Optional<Duration> nextLook(ProviderTask awaited) {
        try {
            await.await(awaited);
            return Optional.empty();
        } catch (ActivityFailure failure) {
            return Optional.of(((ApplicationFailure) failure.getCause()).getNextRetryDelay());
        }
    }

    @Test
    void theProviderIsToldWhereToCallAndTheLedgerKnowsThatItWas() throws IOException {
        assertThat(purchases.provider.callbacks())
                .containsExactly(Optional.of(URI.create(URL + task.fingerprint() + "/1")));
        assertThat(purchases.ledger.of(task.fingerprint(), 1).orElseThrow().last(LedgerEntry.Sending.class))
                .map(LedgerEntry.Sending::callback)
                .contains(true);
    }

    @Test
    void withoutAnAddressTheLedgerIsAsItWas() throws IOException {
        purchases.calledAt(called -> Optional.empty()).buy(TestPurchases.shot(2));
        String key = store.list("ledger/v1/" + folderOf(TestPurchases.shot(2))).stream()
                .filter(each -> each.contains("-sending"))
                .findFirst()
                .orElseThrow();

        assertThat(new String(store.read(key).orElseThrow())).doesNotContain("callback");
    }

    private static String folderOf(dev.framespan.workflows.generation.Purchase purchase) {
        String hash = TestPurchases.fingerprint(purchase).substring("v1:".length());
        return hash.substring(0, 2) + "/" + hash;
    }

    @ParameterizedTest(name = "after {0} s the next look comes in {1} s")
    @CsvSource({"0, 60", "20, 40", "60, 120", "100, 200", "180, 240", "3600, 240"})
    void aTaskOfWhichTheProviderTellsIsLookedAtSeldom(long waited, long next) {
        isIn(TaskStatus.State.PROCESSING);
        health.arrived();
        purchases.clock.advance(Duration.ofSeconds(waited));

        assertThat(nextLook(task)).contains(Duration.ofSeconds(next));
        assertThat(purchases.provider.looks()).isEqualTo(waited < 60 ? 0 : 1);
    }

    @Test
    void beforeAnyCallHasComeItIsLookedAtAsEver() {
        isIn(TaskStatus.State.PROCESSING);
        purchases.clock.advance(Duration.ofSeconds(20));

        assertThat(nextLook(task)).contains(Duration.ofSeconds(2));
    }

    @Test
    void aTaskThatTheProviderWasNotAskedToCallAboutIsLookedAtAsEver() throws IOException {
        health.arrived();
        ProviderTask other = purchases
                .calledAt(called -> Optional.empty())
                .buy(TestPurchases.shot(2))
                .task();
        isIn(TaskStatus.State.PROCESSING);
        purchases.clock.advance(Duration.ofSeconds(20));

        assertThat(nextLook(other)).contains(Duration.ofSeconds(2));
    }

    @Test
    void aFilmThatComesAfterTheCallFindsTheEndByItself() throws IOException {
        health.arrived();
        new ToldTasks(store).write(new CallbackTask(task.fingerprint(), 1));
        isIn(TaskStatus.State.COMPLETED);
        purchases.clock.advance(Duration.ofSeconds(3));

        assertThat(nextLook(task)).isEmpty();
        assertThat(health.isGood()).isTrue();
    }

    @Test
    void anEndOfWhichNoCallToldIsFoundAndCallsAreNotReliedOnUntilTheNextOne() {
        health.arrived();
        isIn(TaskStatus.State.COMPLETED);
        purchases.clock.advance(Duration.ofSeconds(61));

        assertThat(nextLook(task)).isEmpty();
        assertThat(health.isGood()).as("the call may still come").isTrue();
        late.pass();
        assertThat(health.isGood()).isFalse();
    }

    @Test
    void aCallThatComesSoonAfterThePollWasNotMissed() throws IOException {
        health.arrived();
        isIn(TaskStatus.State.COMPLETED);
        purchases.clock.advance(Duration.ofSeconds(61));

        assertThat(nextLook(task)).isEmpty();
        new ToldTasks(store).write(new CallbackTask(task.fingerprint(), 1));
        late.pass();
        assertThat(health.isGood()).isTrue();
    }
}
