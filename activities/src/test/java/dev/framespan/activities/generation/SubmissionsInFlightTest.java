package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitActivity;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionsInFlightTest {
    private static final WorkIdentity MINE = new WorkIdentity("store", "example.org");

    @TempDir
    Path folder;

    private final SubmissionsInFlight inFlight = new SubmissionsInFlight();

    @Test
    void anEndIsHeldUpUntilTheAnswersAreThereAndNothingIsBegunMeanwhile() throws Exception {
        SubmissionsInFlight.Entry gull = inFlight.begin("gull").orElseThrow();
        inFlight.stop();

        assertThat(inFlight.begin("boat")).isEmpty();
        assertThat(inFlight.ids()).containsExactly("gull");
        assertThat(inFlight.awaitAnswers(Duration.ofMillis(20))).isFalse();
        ExecutorService provider = Executors.newSingleThreadExecutor();
        try {
            provider.submit(() -> {
                Thread.sleep(50);
                gull.close();
                return null;
            });
            assertThat(inFlight.awaitAnswers(Duration.ofSeconds(20))).isTrue();
        } finally {
            provider.shutdownNow();
        }
    }

    @Test
    void anInterruptDoesNotCutTheWaitShort() throws Exception {
        SubmissionsInFlight.Entry gull = inFlight.begin("gull").orElseThrow();
        CountDownLatch waiting = new CountDownLatch(1);
        ExecutorService closing = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> answered = closing.submit(() -> {
                Thread.currentThread().interrupt();
                waiting.countDown();
                boolean none = inFlight.awaitAnswers(Duration.ofSeconds(20));
                return none && Thread.currentThread().isInterrupted();
            });
            waiting.await();
            Thread.sleep(50);
            gull.close();
            assertThat(answered.get()).isTrue();
        } finally {
            closing.shutdownNow();
        }
    }

    @Test
    void aWorkerThatEndsAndOneOfAnotherStoreHandSubmissionsBackAndBuyNothing() throws Exception {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
        try (TestPurchases purchases = TestPurchases.inMemory(folder);
                LiveProcesses processes = new LiveProcesses(folder)) {
            temporal.registerActivitiesImplementations(new SubmitActivityImpl(MINE, purchases.another(processes)));
            SubmitActivity submit = temporal.newActivityStub(SubmitActivity.class);

            assertThat(submit.submit(purchase(new WorkIdentity("other", "example.org")), 0)
                            .cause())
                    .isEqualTo(SubmitResult.Cause.HANDED_BACK);
            assertThat(submit.submit(purchase(new WorkIdentity("store", "simulator")), 0)
                            .cause())
                    .isEqualTo(SubmitResult.Cause.HANDED_BACK);
            purchases.inFlight.stop();
            assertThat(submit.submit(purchase(MINE), 0).cause()).isEqualTo(SubmitResult.Cause.HANDED_BACK);
            assertThat(purchases.provider.calls()).isZero();
        } finally {
            temporal.close();
        }
    }

    @Test
    void anEndingWorkerWaitsForWhatWasPostedAndHandsBackWhatOnlyWaitedForItsTurn() throws Exception {
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TestPurchases purchases = TestPurchases.inMemory(folder)) {
            purchases.provider.plays(provider -> {
                posted.countDown();
                awaits(answer);
                return ScriptedProvider.ACCEPTS.play(provider);
            });
            Future<SubmitResult> first = threads.submit(() -> purchases.buy(TestPurchases.shot(1)));
            awaits(posted);
            Future<SubmitResult> second = threads.submit(() -> purchases.buy(TestPurchases.shot(2)));
            Thread.sleep(300);

            purchases.inFlight.stop();
            assertThat(purchases.inFlight.ids()).containsExactly("shot-1");
            answer.countDown();

            assertThat(second.get().cause()).isEqualTo(SubmitResult.Cause.HANDED_BACK);
            assertThat(second.get().delay()).isEqualTo(Duration.ofSeconds(1));
            assertThat(first.get().task()).isNotNull();
            assertThat(purchases.inFlight.awaitAnswers(Duration.ofSeconds(20))).isTrue();
            assertThat(purchases.ledger.of(TestPurchases.fingerprint(TestPurchases.shot(2))))
                    .isEmpty();
            assertThat(purchases.provider.calls()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEndingWorkerBeginsNoProbeAndPostsNothingAfterOne() throws Exception {
        try (TestPurchases purchases = TestPurchases.inMemory(folder)) {
            purchases.provider.plays(ScriptedProvider.ANSWERS_502, ScriptedProvider.ANSWERS_502);
            for (int shot = 1; shot <= 2; shot++) {
                Purchase purchase = TestPurchases.shot(shot);
                assertThatThrownBy(() -> purchases.buy(purchase)).isInstanceOf(ApplicationFailure.class);
            }
            purchases.clock.advance(Duration.ofMinutes(1));
            purchases.provider.answersProbes(provider -> {
                assertThat(purchases.inFlight.ids()).isEmpty();
                purchases.inFlight.stop();
                return "none";
            });

            assertThat(purchases.buy(TestPurchases.shot(3)).cause()).isEqualTo(SubmitResult.Cause.HANDED_BACK);
            assertThat(purchases.buy(TestPurchases.shot(3)).cause()).isEqualTo(SubmitResult.Cause.HANDED_BACK);
            assertThat(purchases.provider.probes()).isEqualTo(1);
            assertThat(purchases.provider.calls()).isEqualTo(2);
            assertThat(purchases.ledger.of(TestPurchases.fingerprint(TestPurchases.shot(3))))
                    .isEmpty();
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Purchase purchase(WorkIdentity identity) {
        GenerationRequest gull = TestPurchases.GULL;
        return new Purchase("storm", "run-1", "gull", gull, identity);
    }
}
