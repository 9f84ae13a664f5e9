package dev.framespan.activities.generation;

import static dev.framespan.activities.generation.ScriptedProvider.ACCEPTS;
import static dev.framespan.activities.generation.ScriptedProvider.ANSWERS_502;
import static dev.framespan.activities.generation.ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST;
import static dev.framespan.activities.generation.ScriptedProvider.DIES_BEFORE_THE_BYTES;
import static dev.framespan.activities.generation.ScriptedProvider.IS_UNREACHABLE;
import static dev.framespan.activities.generation.ScriptedProvider.isBusy;
import static dev.framespan.activities.generation.ScriptedProvider.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.SubmitResult.Cause;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the provider answers unclearly, hardly a shot asks the operator; all others wait, and are bought once. */
class OutageTest {
    @TempDir
    Path folder;

    private TestPurchases purchases;

    @BeforeEach
    void open() throws IOException {
        purchases = TestPurchases.inMemory(folder.resolve("owners"));
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private FailureKind stopOf(int shot) throws IOException {
        try {
            throw new AssertionError("no stop: " + purchases.buy(TestPurchases.shot(shot)));
        } catch (ApplicationFailure failure) {
            return Stop.of(failure).orElseThrow().kind();
        }
    }

    private Cause causeOf(int shot) throws IOException {
        SubmitResult submission = purchases.buy(TestPurchases.shot(shot));
        return submission.cause();
    }

    private void pause() throws IOException {
        purchases.provider.plays(ANSWERS_502, ANSWERS_502);
        assertThat(stopOf(1)).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(stopOf(2)).isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void twoShotsAskAndAllOthersWaitUntilTheProviderAnswersAProbe() throws IOException {
        pause();
        purchases.provider.answersProbes(ANSWERS_502, IS_UNREACHABLE, ANSWERS_502);
        for (int times = 0; times < 3; times++) {
            purchases.clock.advance(Duration.ofSeconds(46));
            for (int shot = 3; shot <= 10; shot++) {
                SubmitResult waits = purchases.buy(TestPurchases.shot(shot));
                assertThat(waits.cause()).isEqualTo(Cause.OUTAGE);
                assertThat(waits.words())
                        .isEqualTo("provider answers unclearly; submissions pause until it answers again");
                assertThat(waits.delay()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
            }
        }
        assertThat(purchases.provider.calls()).isEqualTo(2);
        assertThat(purchases.provider.probes()).isEqualTo(3);
        purchases.clock.advance(Duration.ofMinutes(1));

        for (int shot = 3; shot <= 10; shot++) {
            assertThat(purchases.buy(TestPurchases.shot(shot)).task())
                    .as("shot " + shot)
                    .isNotNull();
        }
        assertThat(purchases.provider.charged()).hasSize(8);
        assertThat(stopOf(1)).as("a doubt stays one").isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void probesComeOneAtATimeAndLessAndLessOften() throws IOException {
        pause();
        AtomicInteger inside = new AtomicInteger();
        ScriptedProvider.Line probing = provider -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            try {
                assertThat(purchases.buy(TestPurchases.shot(4)).cause()).isEqualTo(Cause.OUTAGE);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            inside.decrementAndGet();
            return ANSWERS_502.play(provider);
        };
        for (int i = 0; i < 400; i++) {
            purchases.provider.answersProbes(probing);
        }
        for (int second = 0; second < 600; second++) {
            purchases.clock.advance(Duration.ofSeconds(1));
            assertThat(causeOf(3)).isEqualTo(Cause.OUTAGE);
        }

        assertThat(purchases.provider.probes()).isBetween(14, 45);
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void aWorkerThatDiesWhileProbingLeavesTheProbeToOthers() throws IOException {
        pause();
        purchases.clock.advance(Duration.ofSeconds(5));
        purchases.provider.answersProbes(DIES_BEFORE_THE_BYTES);
        assertThatThrownBy(() -> purchases.buy(TestPurchases.shot(3))).isInstanceOf(ScriptedProvider.Death.class);
        purchases.restart();

        assertThat(purchases.buy(TestPurchases.shot(3)).task()).isNotNull();
    }

    @Test
    void aWorkerThatDiesWithTheOneSubmissionThatTriesAgainLeavesThatToOthers() throws IOException {
        purchases.provider.plays(ANSWERS_502);
        stopOf(1);
        try (LiveProcesses other = new LiveProcesses(purchases.locks)) {
            triesAgain(other);
            assertThat(causeOf(3)).as("it lives").isEqualTo(Cause.TURN);
        }

        assertThat(purchases.buy(TestPurchases.shot(3)).task()).isNotNull();
    }

    @Test
    void aWorkerThatStandsStillWithItDoesNotHoldItForEver() throws IOException {
        purchases.provider.plays(ANSWERS_502);
        stopOf(1);
        try (LiveProcesses other = new LiveProcesses(purchases.locks)) {
            triesAgain(other);
            purchases.clock.advance(Duration.ofMinutes(2));
            assertThat(causeOf(3)).isEqualTo(Cause.TURN);
            purchases.clock.advance(Duration.ofMinutes(1).plusSeconds(1));

            assertThat(purchases.buy(TestPurchases.shot(3)).task()).isNotNull();
        }
    }

    /** A process has the one submission that tries again after an unclear answer. */
    private void triesAgain(LiveProcesses other) throws IOException {
        String record = "{\"epoch\":1,\"start\":0,\"unclear\":1,\"relapses\":0,\"trial\":{\"token\":\"x\",\"owner\":\""
                + other.self() + "\",\"deadline\":\""
                + purchases.clock.instant().plus(Duration.ofMinutes(3)) + "\"}}";
        purchases.store.replace("brakes/example.org/brake.json", record.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aProviderThatAnswersProbesButTakesNoOrdersCostsThreeShotsInTwoHoursAndOneMoreAfterwards() throws IOException {
        for (int call = 0; call < 100; call++) {
            purchases.provider.plays(ANSWERS_502);
        }

        assertThat(shotsAskedAbout(Duration.ofHours(2), 0)).isEqualTo(3);
        assertThat(shotsAskedAbout(Duration.ofHours(4), 3)).isEqualTo(1);
        assertThat(shotsAskedAbout(Duration.ofHours(8), 4)).isEqualTo(1);
        assertThat(shotsAskedAbout(Duration.ofHours(12), 5)).isEqualTo(1);
        assertThat(shotsAskedAbout(Duration.ofHours(12), 6)).isEqualTo(1);
    }

    /** @return how many ask the operator within the time */
    private int shotsAskedAbout(Duration time, int before) throws IOException {
        int asked = 0;
        for (long tens = 0; tens < time.toSeconds() / 10; tens++) {
            try {
                assertThat(causeOf(before + asked)).isIn(Cause.OUTAGE, Cause.TURN);
            } catch (ApplicationFailure stop) {
                asked++;
            }
            purchases.clock.advance(Duration.ofSeconds(10));
        }
        return asked;
    }

    /** Two unclear answers, a clear probe, and another unclear answer. */
    private void relapse() throws IOException {
        pause();
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.provider.plays(ANSWERS_502);
        assertThat(stopOf(3)).isEqualTo(FailureKind.AMBIGUOUS);
        purchases.clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void afterAClearProbeThatWasWorthNothingAPersonDecidesWhichShotTriesNext() throws IOException {
        relapse();
        SubmitResult waits = purchases.buy(TestPurchases.shot(4));
        assertThat(waits.cause()).isEqualTo(Cause.OUTAGE);
        assertThat(waits.words())
                .isEqualTo("provider answers unclearly; submissions pause: try one with --rebuy, or wait");
        assertThat(waits.delay()).isLessThan(Duration.ofMinutes(8));

        purchases.decisions.rebuy("storm", "shot-3", purchases.clock.instant());
        assertThat(purchases.buy(TestPurchases.shot(3)).task()).isNotNull();

        assertThat(purchases.buy(TestPurchases.shot(4)).task()).isNotNull();
        assertThat(purchases.buy(TestPurchases.shot(5)).task()).isNotNull();
    }

    @Test
    void aShotThatWasDecidedAboutInVainLeavesTheOthersUntouched() throws IOException {
        relapse();
        purchases.provider.plays(ANSWERS_502);
        purchases.decisions.rebuy("storm", "shot-3", purchases.clock.instant());
        assertThat(stopOf(3)).isEqualTo(FailureKind.AMBIGUOUS);
        purchases.clock.advance(Duration.ofHours(3));

        assertThat(causeOf(4)).isEqualTo(Cause.OUTAGE);
        assertThat(purchases.provider.calls()).isEqualTo(4);
    }

    @Test
    void aRefusalDoesNotProveThatTheProviderTakesOrders() throws IOException {
        purchases.provider.plays(ANSWERS_502, refuses(FailureKind.REJECTED, 400), ANSWERS_502);
        stopOf(1);
        assertThat(stopOf(2)).isEqualTo(FailureKind.REJECTED);
        stopOf(3);

        assertThat(causeOf(4)).isEqualTo(Cause.OUTAGE);
        assertThat(purchases.provider.calls()).isEqualTo(3);
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldSubmissionsUp() throws IOException {
        Duration month = Duration.ofDays(30);
        pause();
        purchases.clock.advance(month.negated());
        assertThat(purchases.buy(TestPurchases.shot(3)).task()).as("a pause").isNotNull();
        purchases.provider.plays(ANSWERS_502, ANSWERS_502, ANSWERS_502);
        assertThat(shotsAskedAbout(Duration.ofMinutes(3), 10)).isEqualTo(3);
        purchases.clock.advance(month.negated());
        assertThat(purchases.buy(TestPurchases.shot(13)).task())
                .as("a wait for a decision")
                .isNotNull();

        try (LiveProcesses other = new LiveProcesses(purchases.locks)) {
            purchases.clock.advance(month);
            triesAgain(other);
            purchases.clock.advance(month.negated());
            assertThat(purchases.buy(TestPurchases.shot(4)).task())
                    .as("another's trial")
                    .isNotNull();
            purchases.clock.advance(month);
            probes(other);
            purchases.clock.advance(month.negated());
            assertThat(purchases.buy(TestPurchases.shot(5)).task())
                    .as("another's probe")
                    .isNotNull();
        }
    }

    /** A process probes the provider. */
    private void probes(LiveProcesses other) throws IOException {
        String record = "{\"epoch\":9,\"start\":0,\"unclear\":2,\"relapses\":0,\"pause\":{\"until\":\""
                + purchases.clock.instant() + "\",\"probes\":0,\"probing\":{\"token\":\"x\",\"owner\":\"" + other.self()
                + "\",\"deadline\":\"" + purchases.clock.instant().plus(Duration.ofMinutes(1)) + "\"}}}";
        purchases.store.replace("brakes/example.org/brake.json", record.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneClearAnswerEndsTheCautionAfterASingleUnclearOne() throws IOException {
        purchases.provider.plays(ANSWERS_502, ACCEPTS, CHARGES_BUT_THE_ANSWER_IS_LOST, ACCEPTS);
        stopOf(1);
        assertThat(purchases.buy(TestPurchases.shot(2)).task()).isNotNull();
        stopOf(3);

        assertThat(purchases.buy(TestPurchases.shot(4)).task()).isNotNull();
        assertThat(purchases.provider.probes()).isZero();
    }

    @Test
    void aStillWhoseLinkTheProviderCannotSayNowIsWaitedForAsLongAsItTakes() throws IOException {
        purchases.buy();
        Asset still = purchases.completes(1);
        Purchase clip = new Purchase(
                "storm",
                "run-1",
                "shot",
                GenerationRequest.of("kling-v3", Action.IMAGE2VIDEO, Prompt.of("it flies"))
                        .aspectRatio("16:9")
                        .resolution("720p")
                        .seconds(5)
                        .inputs(List.of(
                                new InputPicture(InputPicture.Role.FIRST_FRAME, still, TestPurchases.fingerprint())))
                        .build(),
                null);
        for (FailureKind kind : new FailureKind[] {FailureKind.UNREACHABLE, FailureKind.AMBIGUOUS}) {
            purchases.provider.answersNoStatus(
                    ProviderException.of(kind, ProviderException.Accepted.UNKNOWN, "no such host")
                            .build());
            for (int waits = 0; waits < 1_000; waits += 7) {
                SubmitResult later = purchases.buy(clip, waits);
                assertThat(later.words()).startsWith("provider unreachable: no such host (as long");
            }
        }
        purchases.provider.answersStatus(new TaskStatus(
                TaskStatus.State.COMPLETED,
                100,
                List.of(new TaskStatus.Link(
                        "https://example.org/1.png", purchases.clock.instant().plusSeconds(90_000))),
                null,
                null));

        assertThat(purchases.buy(clip).task()).isNotNull();
        assertThat(purchases.provider.pictures()).last().asString().contains("https://example.org/1.png");
    }

    @Test
    void anAccountThatIsBusyOrEmptyOrUnknownAnswersClearly() throws IOException {
        purchases.provider.plays(
                isBusy(null),
                isBusy(null),
                isBusy(null),
                refuses(FailureKind.BALANCE, 402),
                refuses(FailureKind.BALANCE, 402),
                refuses(FailureKind.UNAUTHORIZED, 401),
                refuses(FailureKind.UNAUTHORIZED, 401));
        for (int shot = 1; shot <= 3; shot++) {
            assertThat(causeOf(shot)).isEqualTo(Cause.LIMIT);
        }
        for (int shot = 4; shot <= 7; shot++) {
            assertThat(stopOf(shot)).isIn(FailureKind.BALANCE, FailureKind.UNAUTHORIZED);
        }

        assertThat(purchases.buy(TestPurchases.shot(8)).task()).isNotNull();
        assertThat(purchases.provider.probes()).isZero();
    }

    @Test
    void aRecordThatCannotBeReadIsMendedByAProbe() throws IOException {
        purchases.store.replace("brakes/example.org/brake.json", "{\"epoch\":".getBytes(StandardCharsets.UTF_8));
        purchases.provider.answersProbes(ANSWERS_502);

        assertThat(causeOf(1)).isEqualTo(Cause.OUTAGE);
        purchases.clock.advance(Duration.ofMinutes(1));
        assertThat(purchases.buy(TestPurchases.shot(1)).task()).isNotNull();
        assertThat(purchases.buy(TestPurchases.shot(2)).task()).isNotNull();
    }

    @Test
    void twoProcessesWithManyThreadsAskForTwoBesidesWhatWasInTheAir() throws Exception {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        try (TestPurchases real = new TestPurchases(store, folder.resolve("locks"));
                LiveProcesses other = new LiveProcesses(folder.resolve("locks"))) {
            PurchaseExecutor second = real.another(other);
            for (int i = 0; i < 200; i++) {
                real.provider.plays(provider -> {
                    quietly(30);
                    return ANSWERS_502.play(provider);
                });
                real.provider.answersProbes(ANSWERS_502);
            }
            AtomicInteger stops = new AtomicInteger();
            List<Callable<Void>> shots = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int shot = i;
                shots.add(() -> {
                    for (int times = 0; times < 3; times++) {
                        try {
                            SubmitResult waits = shot % 2 == 0
                                    ? real.buy(TestPurchases.shot(shot))
                                    : second.buy(TestPurchases.shot(shot), 0);
                            assertThat(waits.cause()).isIn(Cause.OUTAGE, Cause.TURN);
                        } catch (ApplicationFailure stop) {
                            stops.incrementAndGet();
                            return null;
                        }
                    }
                    return null;
                });
            }
            all(shots);

            // One of each process was on its way when the first answer came.
            assertThat(stops.get()).isBetween(2, 3);
            assertThat(real.provider.calls()).isEqualTo(stops.get());
        }
    }

    @Test
    void submissionsBeginOneAtATimeAndMoreAtOnceWithEachClearAnswer() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 64; i++) {
            purchases.provider.plays(provider -> {
                seen.add(inside.incrementAndGet());
                quietly(60);
                inside.decrementAndGet();
                return ACCEPTS.play(provider);
            });
        }
        List<Callable<Void>> shots = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int shot = i;
            shots.add(() -> {
                while (purchases.buy(TestPurchases.shot(shot)).task() == null) {
                    quietly(20);
                }
                return null;
            });
        }
        all(shots);

        assertThat(seen.get(0)).isEqualTo(1);
        assertThat(seen.get(1)).isEqualTo(1);
        assertThat(seen).anyMatch(atOnce -> atOnce >= 8).allMatch(atOnce -> atOnce <= 32);
        assertThat(purchases.provider.charged()).hasSize(40);
    }

    @Test
    void aSubmissionThatFindsNoPlaceComesBackSoonAndHasClaimedNothing() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        purchases.provider.plays(provider -> {
            sent.countDown();
            await(answer);
            return ACCEPTS.play(provider);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<SubmitResult> first = thread.submit(() -> purchases.buy(TestPurchases.shot(1)));
            await(sent);
            long start = System.nanoTime();
            SubmitResult second = purchases.buy(TestPurchases.shot(2));
            assertThat(second.cause()).isEqualTo(Cause.TURN);
            assertThat(second.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(purchases.ledger.of(TestPurchases.fingerprint(TestPurchases.shot(2))))
                    .isEmpty();
            answer.countDown();
            assertThat(first.get().task()).isNotNull();
        } finally {
            thread.shutdownNow();
        }
    }

    private static void all(List<Callable<Void>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void quietly(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
