package dev.framespan.activities.generation;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.testing.TestTask;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.CancelActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two films wait for one task, and one of them is cancelled. */
class SharedTaskTest {
    private static final String QUEUED = "{\"status\":\"queued\"}";
    private static final String CANCELLED = "{\"task_id\":\"t-1\",\"status\":\"cancelled\"}";

    private static final Instant SUBMITTED = new TestClock().instant();

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final ProviderTask storm = task("storm", "gull");
    private final ProviderTask calm = task("calm", "bird");
    private ScriptedServer server;
    private DirectoryStore store;
    private Ledger ledger;
    private KlingProvider provider;
    private TestActivityEnvironment temporal;
    private AwaitActivity await;
    private CancelActivity cancel;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        store = DirectoryStore.open(folder);
        ledger = new Ledger(store);
        provider = new KlingProvider(server.uri("/v1"), "key", "loopback", false, Catalogue.builtIn(), clock);
        temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        temporal.registerActivitiesImplementations(
                new AwaitActivityImpl(store, provider, TaskPermits.UNLIMITED, clock),
                new CancelActivityImpl(store, provider, TaskPermits.UNLIMITED, clock));
        ActivityOptions once = ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
        await = temporal.newActivityStub(AwaitActivity.class, once);
        cancel = temporal.newActivityStub(CancelActivity.class, once);
        clock.advance(Duration.ofSeconds(5));
    }

    @AfterEach
    void close() throws IOException {
        temporal.close();
        provider.close();
        server.close();
    }

    private ProviderTask task(String film, String id) {
        return TestTask.submittedAt(SUBMITTED).film(film).id(id).build();
    }

    private void waits(ProviderTask task) {
        server.then(answers(200, QUEUED));
        assertThat(catchThrowable(() -> await.await(task))).hasMessageContaining("not yet");
    }

    private boolean isGivenBack(ProviderTask task) {
        server.always(answers(200, CANCELLED));
        AtomicBoolean given = new AtomicBoolean();
        assertThat(catchThrowable(() -> given.set(cancel.cancel(task)))).isNull();
        return given.get();
    }

    private Stop stop(ProviderTask task) {
        Throwable failure = catchThrowable(() -> await.await(task));
        return Stop.of(failure).orElseThrow(() -> new AssertionError(failure));
    }

    @Test
    void whatAnotherFilmWaitsForIsLeftToIt() throws IOException {
        waits(storm);
        waits(calm);

        assertThat(isGivenBack(storm)).isFalse();

        assertThat(server.asked()).noneMatch(asked -> asked.path().endsWith("/cancel"));
        assertThat(ledger.of(storm.fingerprint(), 1).orElseThrow().state()).isInstanceOf(LedgerEntry.Submitted.class);
        assertThat(isGivenBack(calm)).as("the last one gives it back").isTrue();
    }

    @Test
    void ofTwoFilmsThatAreCancelledAtOnceOneGivesItBack() {
        MemoryStore memory = new MemoryStore();
        TaskWaiters waiting = new TaskWaiters(memory, clock);
        waiting.register(storm, "workflow", "run", "activity");
        waiting.register(calm, "workflow", "run", "activity");
        CancelActivityImpl both = new CancelActivityImpl(memory, provider, TaskPermits.UNLIMITED, clock);
        AtomicBoolean meanwhile = new AtomicBoolean();
        AtomicBoolean once = new AtomicBoolean();
        memory.fate((key, written) -> {
            if (once.compareAndSet(false, true)) {
                meanwhile.set(both.cancel(calm));
            }
        });
        server.always(answers(200, CANCELLED));
        TestActivityEnvironment together = TestActivityEnvironment.newInstance();
        AtomicBoolean first = new AtomicBoolean();
        try {
            together.registerActivitiesImplementations(
                    (CancelActivity) task -> first.compareAndSet(false, both.cancel(storm)));
            together.newActivityStub(
                            CancelActivity.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofMinutes(1))
                                    .build())
                    .cancel(storm);
        } finally {
            together.close();
        }

        assertThat(List.of(first.get(), meanwhile.get())).containsOnlyOnce(true);
    }

    @Test
    void aRefundIsKeptAlsoWhereTheTasksStateWasAskedForFirst() throws IOException {
        server.then(answers(200, CANCELLED));
        assertThat(stop(calm).message()).doesNotContain("refunded");
        server.then(answers(
                200, "{\"task_id\":\"t-1\",\"status\":\"cancelled\",\"refunded\":true,\"refunded_quota\":50000}"));
        assertThat(catchThrowable(() -> cancel.cancel(storm))).isNull();
        server.then(answers(200, CANCELLED));

        assertThat(stop(calm).message()).contains("the provider refunded it");
        LedgerEntry.Failed written = ledger.cancellation(storm.fingerprint(), 1).orElseThrow();
        assertThat(written.refunded()).isTrue();
        assertThat(written.refundedQuota()).isEqualTo(50_000);
        assertThat(ledger.of(storm.fingerprint(), 1).orElseThrow().all(LedgerEntry.Failed.class))
                .hasSize(2);
    }

    @Test
    void aFilmThatHasNotBeenSeenForTenMinutesWaitsNoLonger() {
        waits(storm);
        waits(calm);
        clock.advance(Duration.ofMinutes(11));

        assertThat(isGivenBack(storm)).isTrue();
    }

    @Test
    void aFilmThatGoesOnWaitingIsSeen() {
        for (int minute = 0; minute < 30; minute++) {
            waits(calm);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(isGivenBack(storm)).isFalse();
    }

    @Test
    void lookingAtATaskWritesNothingForMinutes() throws IOException {
        TaskWaiters waiters = new TaskWaiters(store, clock);
        waiters.register(calm, "workflow", "run", "activity");
        List<Object> before = records();
        for (int time = 0; time < 10; time++) {
            waiters.register(calm, "workflow", "run", "activity");
            clock.advance(Duration.ofSeconds(15));
        }

        assertThat(records()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void anotherActivityOfTheSameFilmIsWrittenDownAtOnce() throws IOException {
        TaskWaiters waiters = new TaskWaiters(store, clock);
        waiters.register(calm, "workflow", "run", "first");
        waiters.register(calm, "workflow", "run", "second");

        assertThat(waiters.of(new CallbackTask(calm.fingerprint(), 1)).values())
                .singleElement()
                .satisfies(waiter -> assertThat(waiter.activity()).isEqualTo("second"));
    }

    @Test
    void whatAnEarlierVersionWroteIsReadAndRenewed() throws IOException {
        TaskWaiters waiters = new TaskWaiters(store, clock);
        waiters.register(calm, "workflow", "run", "activity");
        String key = store.list("waiting/ab/" + "ab".repeat(32)).get(0);
        String earlier = "{\"run\":\"run\",\"until\":\"" + clock.instant().plusSeconds(600) + "\"}";
        store.replace(key, earlier.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(waiters.hasOthers(storm)).isTrue();
        assertThat(waiters.of(new CallbackTask(calm.fingerprint(), 1)))
                .as("nothing says how to reach it")
                .isEmpty();
        waiters.register(calm, "workflow", "run", "activity");
        assertThat(waiters.of(new CallbackTask(calm.fingerprint(), 1))).hasSize(1);
        waiters.markCancelled(calm, "run");
        assertThat(new String(store.read(key).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"run\":\"run\",\"until\":\"1970-01-01T00:00:00Z\"}");
    }

    private List<Object> records() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("waiting"))) {
            return files.filter(Files::isRegularFile)
                    .<Object>map(file -> {
                        try {
                            return Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                                    .fileKey();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void aFilmWhoseTaskHasEndedWaitsNoLonger() throws IOException {
        waits(storm);
        waits(calm);
        server.then(answers(200, "{\"status\":\"failed\",\"error\":{\"message\":\"because\"}}"));
        assertThat(stop(calm).kind()).isEqualTo(FailureKind.FAILED);
        server.then(answers(200, "{\"status\":\"completed\"}"));
        assertThat(catchThrowable(() -> await.await(storm))).isNull();

        assertThat(records()).isEmpty();
    }

    @Test
    void ofTwoShotsOfOneFilmTheLastGivesTheTaskBack() {
        ProviderTask twin = task("storm", "twin");
        waits(storm);
        waits(twin);

        assertThat(isGivenBack(storm)).isFalse();
        assertThat(isGivenBack(twin)).isTrue();
    }

    @Test
    void aFilmWhoseTaskAnotherGaveBackUnknowinglyAsksTheLedgerAnew() {
        assertThat(isGivenBack(storm)).isTrue();

        Stop stop = stop(calm);

        assertThat(stop.kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(stop.isToBeAskedAnew()).isTrue();
        assertThat(stop.message()).contains("storm");
        assertThat(stop(storm).isToBeAskedAnew()).as("its own doing").isFalse();
    }

    @Test
    void soItDoesWhenTheOthersWorkerDiedBeforeItWasWrittenDown() throws IOException {
        server.then(answers(502, "a gateway"));
        assertThat(catchThrowable(() -> cancel.cancel(storm))).isNotNull();
        server.always(answers(200, CANCELLED));

        assertThat(stop(calm).isToBeAskedAnew()).isTrue();
        LedgerEntry.Failed failed = (LedgerEntry.Failed)
                ledger.of(storm.fingerprint(), 1).orElseThrow().state();
        assertThat(failed.by()).isEqualTo("storm");
    }

    @Test
    void soItDoesWhenTheProviderForgetsWhatIsCancelled() {
        assertThat(isGivenBack(storm)).isTrue();
        server.always(answers(404, ""));

        assertThat(stop(calm).isToBeAskedAnew()).isTrue();
    }

    @Test
    void aTaskThatWasCancelledByHandAtTheProviderStops() {
        server.then(answers(400, "{\"error\":{\"message\":\"not queued\"}}"));
        assertThat(catchThrowable(() -> cancel.cancel(storm))).isNull();
        server.always(answers(200, CANCELLED));

        Stop stop = stop(calm);

        assertThat(stop.kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(stop.isToBeAskedAnew()).isFalse();
    }

    /** Three looks over a minute; the details of one attempt reach the next as on a real server. */
    private Stop unknownForAMinute(ProviderTask task) {
        server.always(answers(404, ""));
        for (AwaitActivity.Waiting before : List.of(
                AwaitActivity.Waiting.NEW,
                new AwaitActivity.Waiting(AwaitActivity.Waiting.State.SUBMITTED, 0, 1, clock.millis()))) {
            temporal.setHeartbeatDetails(before);
            assertThat(catchThrowable(() -> await.await(task))).hasMessageContaining("not yet");
        }
        temporal.setHeartbeatDetails(
                new AwaitActivity.Waiting(AwaitActivity.Waiting.State.SUBMITTED, 0, 2, clock.millis()));
        clock.advance(Duration.ofMinutes(1));
        return stop(task);
    }

    private void isNotHeardByTheProvider(ProviderTask task) {
        server.then(answers(502, "a gateway"));
        assertThat(catchThrowable(() -> cancel.cancel(task))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 409, 410, 502})
    void aTaskThatIsUnknownAfterACancelWithoutAnEffectIsLostAndNotBoughtAgain(int status) throws IOException {
        server.then(answers(status, ""));
        catchThrowable(() -> cancel.cancel(storm));

        Stop stop = unknownForAMinute(calm);

        assertThat(stop.kind()).isEqualTo(FailureKind.LOST);
        assertThat(stop.isToBeAskedAnew()).isFalse();
        assertThat(next()).isInstanceOf(PurchaseStep.NeedsDecision.class);
    }

    @Test
    void aFilmThatCancelledWithoutTheNetworkAndIsRenderedDaysLaterBuysNothingByItself() throws IOException {
        isNotHeardByTheProvider(storm);
        clock.advance(Duration.ofDays(4));

        assertThat(unknownForAMinute(storm).kind()).isEqualTo(FailureKind.LOST);
        assertThat(next()).isInstanceOf(PurchaseStep.NeedsDecision.class);
    }

    private PurchaseStep next() throws IOException {
        return new PurchaseDecider(owner -> false, clock.instant()).of(ledger.of(storm.fingerprint()));
    }

    @Test
    void whoGivesATaskBackIsToldWhetherItIsToBeKept() {
        GiveBackActivity back = temporal.newActivityStub(
                GiveBackActivity.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .build());
        waits(storm);
        waits(calm);
        assertThat(back.giveBack(storm)).isEqualTo(GiveBackActivity.Result.LEFT_TO_ANOTHER);

        server.then(answers(400, "{\"error\":{\"message\":\"not queued\"}}"));
        assertThat(back.giveBack(calm)).isEqualTo(GiveBackActivity.Result.BEGUN);
        server.always(answers(200, CANCELLED));
        assertThat(back.giveBack(calm)).isEqualTo(GiveBackActivity.Result.GIVEN_BACK);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 409, 410})
    void aRefusedCancelLeavesNoTrace(int status) throws IOException {
        server.then(answers(status, ""));

        assertThat(catchThrowable(() -> assertThat(cancel.cancel(storm)).isFalse()))
                .isNull();
        server.always(answers(200, CANCELLED));
        assertThat(stop(calm).isToBeAskedAnew()).isFalse();
    }

    @Test
    void aCancelThatIsRepeatedAfterAWorkersDeathIsWrittenDownAllTheSame() throws IOException {
        isNotHeardByTheProvider(storm);
        server.then(answers(400, "{\"error\":{\"message\":\"already cancelled\"}}"));

        assertThat(isGivenBack(storm)).isTrue();

        assertThat(((LedgerEntry.Failed)
                                ledger.of(storm.fingerprint(), 1).orElseThrow().state())
                        .by())
                .isEqualTo("storm");
        assertThat(stop(calm).isToBeAskedAnew()).isTrue();
    }

    @Test
    void aRepeatedCancelOfATaskThatHasBegunGivesNothingBack() throws IOException {
        isNotHeardByTheProvider(storm);
        server.then(answers(400, ""), answers(200, "{\"status\":\"processing\"}"));

        assertThat(isGivenBack(storm)).isFalse();
        assertThat(ledger.of(storm.fingerprint(), 1)).isEmpty();
    }

    @Test
    void aLateLookOfACancelledFilmWaitsNoMoreUntilItIsRenderedAgain() throws IOException {
        TaskWaiters waiters = new TaskWaiters(store, clock);
        waiters.register(storm, "workflow", "first", "activity");
        waiters.markCancelled(storm, "first");
        waiters.register(storm, "workflow", "first", "activity");
        assertThat(waiters.hasOthers(calm)).isFalse();

        waiters.register(storm, "workflow", "second", "activity");
        assertThat(waiters.hasOthers(calm)).isTrue();
        assertThat(records()).hasSize(1);
    }

    @Test
    void aFilmThatDiedUnderAClockThatWasAheadWaitsNoLonger() throws IOException {
        clock.advance(Duration.ofHours(3));
        waits(calm);
        clock.advance(Duration.ofHours(-3));

        assertThat(isGivenBack(storm)).isTrue();
    }

    @Test
    void aFilmThatGoesOnWaitingIsSeenWhenTheClockIsSetBack() {
        clock.advance(Duration.ofHours(3));
        waits(calm);
        clock.advance(Duration.ofHours(-3));
        waits(calm);

        assertThat(isGivenBack(storm)).isFalse();
    }
}
