package dev.framespan.activities.generation;

import static dev.framespan.activities.generation.ScriptedProvider.ACCEPTS;
import static dev.framespan.activities.generation.ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST;
import static dev.framespan.activities.generation.ScriptedProvider.DIES_AFTER_THE_BYTES;
import static dev.framespan.activities.generation.ScriptedProvider.DIES_BEFORE_THE_BYTES;
import static dev.framespan.activities.generation.ScriptedProvider.IS_UNREACHABLE;
import static dev.framespan.activities.generation.ScriptedProvider.isBusy;
import static dev.framespan.activities.generation.ScriptedProvider.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.generation.ScriptedProvider.Death;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuyOnceTest {
    /** {@code -Dframespan.seeds=20000} looks longer. */
    private static final int SEEDS = Integer.getInteger("framespan.seeds", 300);

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

    @Test
    void everyStepIsInTheLedgerBeforeItIsTaken() throws IOException {
        List<List<String>> seen = new ArrayList<>();
        purchases.provider.plays(provider -> {
            try {
                seen.add(purchases.entries());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return ACCEPTS.play(provider);
        });

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");

        assertThat(seen).containsExactly(List.of("1 claimed", "1 sending"));
        assertThat(purchases.entries()).containsExactly("1 claimed", "1 sending", "1 submitted");
    }

    @Test
    void whatRunsAlreadyIsAwaitedAndNotBoughtAgain() throws IOException {
        purchases.buy();
        purchases.restart();

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void whatWasBoughtIsShownWithWhatItCostAndThatThisRunDidNotBuyItAgain() throws IOException {
        purchases.buy();
        Asset clip = purchases.completes(1);

        SubmitResult found =
                purchases.another(new LiveProcesses(folder.resolve("owners"))).buy(TestPurchases.purchase("run-2"), 0);

        assertThat(found.take().original()).isEqualTo(clip);
        assertThat(found.take().bought()).isFalse();
        assertThat(found.take().priceUsd()).isEqualByComparingTo("0.357");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aClipWhoseFileIsGoneIsFetchedAgainAndOnlyBoughtWhenTheProviderHasLostItAndTheOperatorDecides()
            throws IOException {
        purchases.buy();
        ((MemoryStore) purchases.store).forget(purchases.completes(1));

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        purchases.clock.advance(Duration.ofHours(1));
        purchases.fails(1, FailureKind.LOST);
        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        purchases.rebuy();
        assertThat(purchases.buy().thenBuy()).isTrue();
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.fails(1, FailureKind.LOST);
        assertThat(purchases.buy().task().task()).isEqualTo("task-2");
        purchases.restart();
        assertThat(purchases.buy().task().task()).isEqualTo("task-2");
    }

    @Test
    void thirtyTwoThreadsOfTwoProcessesBuyOne() throws Exception {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        try (TestPurchases real = new TestPurchases(store, folder.resolve("locks"));
                LiveProcesses other = new LiveProcesses(folder.resolve("locks"))) {
            real.provider.plays(provider -> {
                pause(100);
                return ACCEPTS.play(provider);
            });
            PurchaseExecutor second = real.another(other);
            List<Callable<String>> buyers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                buyers.add(() -> untilRunning(() -> real.buy()));
                buyers.add(() -> untilRunning(() -> second.buy(TestPurchases.purchase("run-2"), 0)));
            }
            Set<String> tasks = ConcurrentHashMap.newKeySet();
            ExecutorService threads = Executors.newFixedThreadPool(buyers.size());
            try {
                for (Future<String> task : threads.invokeAll(buyers)) {
                    tasks.add(task.get());
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(tasks).containsExactly("task-1");
            assertThat(real.provider.calls()).isEqualTo(1);
        }
    }

    private static String untilRunning(Callable<SubmitResult> buyer) throws Exception {
        while (true) {
            SubmitResult submission = buyer.call();
            if (submission.task() != null) {
                return submission.task().task();
            }
            assertThat(submission.cause()).isIn(SubmitResult.Cause.HELD, SubmitResult.Cause.TURN);
            pause(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aProcessThatDiedWithItsClaimIsFollowedAtOnce() throws IOException {
        diesAt("0001-1-claimed", true);

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.entries()).containsExactly("1 claimed", "1 claimed", "1 sending", "1 submitted");
    }

    @Test
    void aProcessThatLivesButDoesNothingIsFollowedAfterItsDeadline() throws IOException {
        ((MemoryStore) purchases.store).fate((key, written) -> {
            if (written && key.contains("1-claimed-01")) {
                throw new IOException("stalled");
            }
        });
        assertThatThrownBy(() -> purchases.buy()).hasMessageContaining("stalled");
        ((MemoryStore) purchases.store).fate((key, written) -> {});

        SubmitResult held = purchases.buy();
        assertThat(held.cause()).isEqualTo(SubmitResult.Cause.HELD);
        assertThat(held.delay()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        purchases.clock.advance(Duration.ofSeconds(31));
        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-sending", "bytes", "answer", "3-submitted"})
    void aWorkerKilledBeforeTheAnswerIsKnownLeavesTheShotAmbiguousAndBuysNothing(String death) throws IOException {
        switch (death) {
            case "bytes" -> diesWith(DIES_BEFORE_THE_BYTES);
            case "answer" -> diesWith(DIES_AFTER_THE_BYTES);
            default -> diesAt(death, death.equals("2-sending"));
        }
        int calls = purchases.provider.calls();

        Stop stop = purchases.stop();

        assertThat(stop.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(stop.message()).contains("--rebuy gull").contains("not submitted again by itself");
        purchases.restart();
        purchases.clock.advance(Duration.ofDays(3));
        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.provider.calls()).isEqualTo(calls);
        purchases.rebuy();
        assertThat(purchases.buy().task()).isNotNull();
        assertThat(purchases.provider.calls()).isEqualTo(calls + 1);
    }

    private void diesWith(ScriptedProvider.Line line) throws IOException {
        purchases.provider.plays(line);
        assertThatThrownBy(() -> purchases.buy()).isInstanceOf(Death.class);
        purchases.restart();
    }

    private void diesAt(String entry, boolean afterwards) throws IOException {
        ((MemoryStore) purchases.store).fate((key, written) -> {
            if (written == afterwards && key.contains(entry)) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> purchases.buy()).isInstanceOf(Death.class);
        ((MemoryStore) purchases.store).fate((key, written) -> {});
        purchases.restart();
    }

    @Test
    void aProcessKilledAfterItHasWrittenTheTaskDownGoesOnWithIt() throws IOException {
        diesAt("3-submitted", true);

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void onAFullDiskNothingIsBoughtAndWhatIsPaidForIsFound() {
        MemoryStore store = (MemoryStore) purchases.store;
        purchases.buy();
        store.fill();

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThatThrownBy(() -> purchases.buy(TestPurchases.shot(2))).hasMessageContaining("the disk is full");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aTaskThatCannotBeWrittenDownIsHandedToTheWorkflowAllTheSameAndSaidWithItsShot() throws IOException {
        ((MemoryStore) purchases.store).fate((key, written) -> {
            if (key.contains("submitted")) {
                throw new IOException("No space left on device");
            }
        });

        List<String> warnings = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(
                        record.getLevel() + " " + MessageFormat.format(record.getMessage(), record.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(RequestSender.class.getName());
        log.addHandler(listener);
        try {
            assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        } finally {
            log.removeHandler(listener);
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith(
                        "WARNING task task-1 of gull, take 1, of the film storm was accepted, but cannot be written down"
                                + " (no space left on device)");
    }

    @Test
    void aFaultOfOurOwnWhileSendingIsADoubtAndNotAnotherTry() throws IOException {
        purchases.provider.plays(provider -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aSenderThatLivesIsWaitedForUntilNoAnswerCanComeAnyMore() throws IOException {
        purchases.provider.plays(provider -> {
            purchases.clock.advance(Duration.ofSeconds(79));
            assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.HELD);
            purchases.clock.advance(Duration.ofSeconds(2));
            assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
            return ACCEPTS.play(provider);
        });

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.buy().task().task())
                .as("a late answer outweighs the doubt")
                .isEqualTo("task-1");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aLateAnswerIsWaitedForEvenWhereTheOperatorHasDecidedToBuyAgain() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST);
        purchases.stop();
        purchases.rebuy();
        diesAt("0002-1-claimed", true);
        purchases.ledger.add(
                TestPurchases.fingerprint(), 1, new LedgerEntry.Submitted(purchases.clock.instant(), "late"));

        assertThat(purchases.buy().task().task()).isEqualTo("late");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aLateAnswerThatComesWhileAPurchaseWaitsForItsPermitKeepsItFromBeingSent() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST);
        purchases.stop();
        purchases.rebuy();
        ((MemoryStore) purchases.store).fate((key, written) -> {
            // The decision is taken after the first look at the ledger.
            if (written && key.endsWith(".used")) {
                purchases.ledger.add(
                        TestPurchases.fingerprint(), 1, new LedgerEntry.Submitted(purchases.clock.instant(), "late"));
            }
        });

        assertThat(purchases.buy().task().task()).isEqualTo("late");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aDecisionIsGoodForOneSubmission() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST, CHARGES_BUT_THE_ANSWER_IS_LOST);
        purchases.stop();
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.rebuy();

        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void theSameCommandGivenAgainDoesNotDecideAboutTheNextDoubtAsWell() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST, CHARGES_BUT_THE_ANSWER_IS_LOST);
        purchases.stop();
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.rebuy();
        purchases.rebuy();
        purchases.clock.advance(Duration.ofMinutes(1));

        purchases.stop();
        purchases.stop();

        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void aDoubtThatWasRecordedUnderAClockThatRanAheadIsDecidedByTheNextCommand() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST);
        purchases.clock.advance(Duration.ofDays(30));
        purchases.stop();
        purchases.clock.advance(Duration.ofDays(-30));
        purchases.restart();
        for (int times = 0; times < 5; times++) {
            purchases.rebuy();
        }

        assertThat(purchases.buy().task().submission()).isEqualTo(2);
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void theSameCommandGivenFiveTimesDecidesOnceWhateverTheClocksSay() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST, CHARGES_BUT_THE_ANSWER_IS_LOST);
        purchases.stop();
        for (int times = 0; times < 5; times++) {
            purchases.decisions.rebuy("storm", "gull", purchases.clock.instant().plus(Duration.ofDays(1)));
        }

        purchases.stop();
        purchases.stop();

        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void aDecisionSurvivesTheDeathOfTheWorkerThatWasAboutToUseIt() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST);
        purchases.stop();
        purchases.rebuy();
        diesAt("0002-1-claimed", false);

        assertThat(purchases.buy().task()).isNotNull();
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void aFailureOfTheProviderIsSubmittedAgainOnceAndThenAskedAbout() throws IOException {
        purchases.buy();
        purchases.fails(1, FailureKind.FAILED);
        assertThat(purchases.buy().task().submission()).isEqualTo(2);
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.fails(2, FailureKind.FAILED);

        Stop stop = purchases.stop();

        assertThat(stop.kind()).isEqualTo(FailureKind.FAILED_AGAIN);
        assertThat(stop.message()).contains("it broke").contains("--rebuy gull");
        purchases.rebuy();
        assertThat(purchases.buy().task().submission()).isEqualTo(3);
        purchases.fails(3, FailureKind.FAILED);
        assertThat(purchases.buy().task().submission()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"LOST", "UNUSABLE"})
    void whatWasPaidForIsAskedForAgainForNothingAndBoughtOnceWhenThatFailsAfterTheDecision(FailureKind kind)
            throws IOException {
        purchases.buy();
        purchases.fails(1, kind);

        SubmitResult free = purchases.buy();
        assertThat(free.task().task()).isEqualTo("task-1");
        assertThat(free.thenBuy()).as("no decision was made").isNull();
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.fails(1, kind);
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.rebuy();
        purchases.restart();
        SubmitResult once = purchases.buy();
        assertThat(once.task().task()).isEqualTo("task-1");
        assertThat(once.thenBuy()).isTrue();
        assertThat(purchases.provider.calls()).isEqualTo(1);
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.fails(1, kind);
        SubmitResult bought = purchases.buy();
        assertThat(bought.task().task()).isEqualTo("task-2");
        assertThat(bought.thenBuy()).isNull();
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.fails(2, kind);
        assertThat(purchases.buy().task().task())
                .as("one decision, one purchase")
                .isEqualTo("task-2");
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"LOST", "UNUSABLE"})
    void aDecisionThatTheFreeTryMadeNeedlessIsNotUsedUp(FailureKind kind) throws IOException {
        purchases.buy();
        purchases.fails(1, kind);
        purchases.rebuy();
        purchases.buy();
        purchases.completes(1);

        assertThat(purchases.buy().take()).isNotNull();
        assertThat(purchases.provider.calls()).isEqualTo(1);
        assertThat(purchases.decisions.open("storm")).containsExactly("gull");
    }

    @Test
    void aTaskThatWasLostAndFailsAfterAllIsSubmittedAgain() throws IOException {
        purchases.buy();
        purchases.fails(1, FailureKind.LOST);
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.fails(1, FailureKind.FAILED);

        assertThat(purchases.buy().task().task()).isEqualTo("task-2");
    }

    @Test
    void aCancelledTaskWasRefundedAndIsSubmittedAgain() throws IOException {
        purchases.buy();
        purchases.fails(1, FailureKind.CANCELLED);

        assertThat(purchases.buy().task().task()).isEqualTo("task-2");
    }

    @ParameterizedTest
    @CsvSource({"REJECTED,400", "UNAUTHORIZED,401", "BALANCE,402", "ADDRESS,404"})
    void aRefusalBuysNothingAndDoesNotCount(FailureKind kind, int status) throws IOException {
        purchases.provider.plays(refuses(kind, status));

        Stop stop = purchases.stop();

        assertThat(stop.kind()).isEqualTo(kind);
        assertThat(stop.status()).isEqualTo(status);
        assertThat(purchases.state(1)).isInstanceOf(LedgerEntry.Declined.class);
        assertThat(purchases.buy().task().submission()).isEqualTo(2);
    }

    @Test
    void aStillAfterMorePicturesThanItsModelTakesIsRefusedBeforeAnythingIsSent() {
        InputPicture after =
                new InputPicture(InputPicture.Role.REFERENCE, new Asset("a".repeat(64), 99, MediaType.PNG), null);
        GenerationRequest still = GenerationRequest.of("doubao-seedream-4.5", Action.GENERATE, Prompt.of("a gull"))
                .resolution("2K")
                .inputs(Collections.nCopies(15, after))
                .build();

        assertThatThrownBy(() -> purchases.buy(new Purchase("storm", "run-1", "gull", still, null)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    Stop stop = Stop.of(failure).orElseThrow();
                    assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
                    assertThat(stop.message()).contains("1 to 14 pictures, not after 15");
                });
        assertThat(purchases.provider.calls()).isZero();
    }

    @Test
    void aPromptThatThePolicyRefusedIsNotSentAgainWithoutADecision() throws IOException {
        purchases.provider.plays(refuses(FailureKind.POLICY, 400));

        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.POLICY);
        assertThat(purchases.stop().message()).contains("change the prompt").contains("--rebuy gull");
        assertThat(purchases.provider.calls()).isEqualTo(1);
        purchases.rebuy();
        assertThat(purchases.buy().task()).isNotNull();
    }

    @Test
    void aBusyAccountIsObeyedOrElseAskedLessAndLessOften() {
        purchases.provider.plays(isBusy(Duration.ofSeconds(7)), isBusy(Duration.ZERO), isBusy(null), isBusy(null));

        SubmitResult asked = purchases.buy(3);
        assertThat(asked.cause()).isEqualTo(SubmitResult.Cause.LIMIT);
        assertThat(asked.delay()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(11));
        assertThat(purchases.buy(4).delay())
                .as("asked for nothing, given a second")
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(purchases.buy(3).delay()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(12));
        assertThat(purchases.buy(10_000).delay()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(45));
        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
    }

    @Test
    void anotherRunFindsWhatANewerFramespanWroteAndBuysNothing() throws IOException {
        purchases.store.create(
                "ledger/v1/" + TestPurchases.fingerprint().substring(3, 5) + "/"
                        + TestPurchases.fingerprint().substring(3) + "/0001-5-reserved.json",
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThatThrownBy(() -> purchases.buy())
                .hasMessageContaining("0001-5-reserved.json was written by a newer Framespan; use that one");
        assertThat(purchases.provider.calls()).isZero();
    }

    @Test
    void anUnreachableProviderIsWaitedForAsLongAsItTakesAndTheReasonIsSaid() throws IOException {
        for (int waits = 0; waits < 500; waits++) {
            purchases.provider.plays(IS_UNREACHABLE);
            SubmitResult later = purchases.buy(waits);
            assertThat(later.cause()).isEqualTo(SubmitResult.Cause.UNREACHABLE);
            assertThat(later.words())
                    .isEqualTo(
                            "provider unreachable: refused (as long as it takes; KLING_PATIENCE bounds that), asking again");
            purchases.clock.advance(later.delay());
        }

        assertThat(purchases.buy(500).task().task()).isEqualTo("task-1");
    }

    @Test
    void anUnreachableProviderIsAskedAgainAsLongAsTheLongestWaitAllows() throws IOException {
        purchases.patient(Duration.ofMinutes(2));
        purchases.provider.plays(IS_UNREACHABLE, IS_UNREACHABLE, IS_UNREACHABLE);

        assertThat(purchases.buy(0).cause()).isEqualTo(SubmitResult.Cause.UNREACHABLE);
        assertThat(purchases.buy(5).cause()).isEqualTo(SubmitResult.Cause.UNREACHABLE);
        assertThatThrownBy(() -> purchases.buy(8))
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("run the same command again");
    }

    @Test
    void whateverCrashesInWhateverOrderNothingIsPaidForTwiceWithoutADecision() throws IOException {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (TestPurchases random = TestPurchases.inMemory(folder.resolve("owners"))) {
                int decisions = play(new Random(seed), random);
                assertThat(random.provider.charged())
                        .as("seed " + seed + ": " + random.entries())
                        .hasSizeLessThanOrEqualTo(1 + decisions);
            }
        }
    }

    /** @return how often the operator decided to buy once more */
    private static int play(Random random, TestPurchases purchases) throws IOException {
        MemoryStore store = (MemoryStore) purchases.store;
        AtomicInteger decisions = new AtomicInteger();
        try (LiveProcesses others = new LiveProcesses(purchases.locks)) {
            PurchaseExecutor other = purchases.another(others);
            purchases.provider.plays(lines(random, 24, purchases, () -> bought(random, purchases, other, decisions)));
            for (int step = 0; step < 12; step++) {
                store.fate((key, written) -> {
                    if (random.nextInt(16) == 0) {
                        throw new Death();
                    }
                    if (random.nextInt(16) == 0) {
                        throw new IOException("No space left on device");
                    }
                });
                try {
                    bought(random, purchases, purchases.process(), decisions);
                } catch (Death death) {
                    purchases.restart();
                }
                purchases.clock.advance(Duration.ofSeconds(random.nextInt(60)));
            }
        }
        return decisions.get();
    }

    /** One of two films asks for the clip, in one of two processes; where it must be decided, the operator does or does not. */
    private static void bought(
            Random random, TestPurchases purchases, PurchaseExecutor process, AtomicInteger decisions) {
        boolean storm = random.nextInt(3) > 0;
        try {
            SubmitResult bought = process.buy(
                    storm
                            ? TestPurchases.purchase("run-1")
                            : new Purchase("calm", "run-2", "gull", TestPurchases.GULL, null),
                    random.nextInt(9));
            if (bought.task() != null) {
                assertThat(purchases.provider.charged()).contains(bought.task().task());
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        } catch (ApplicationFailure stop) {
            if (storm && random.nextInt(3) == 0) {
                ((MemoryStore) purchases.store).fate((key, written) -> {});
                decisions.incrementAndGet();
                decide(purchases);
            }
        }
    }

    private static void decide(TestPurchases purchases) {
        try {
            purchases.rebuy();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The process stands still before the bytes, perhaps for so long that another one is at it; then it looks at the clock. */
    private static ScriptedProvider.Line standsStill(Random random, TestPurchases purchases, Runnable meanwhile) {
        return provider -> {
            java.time.Instant fence = provider.fence();
            for (int times = random.nextInt(4); times > 0; times--) {
                purchases.clock.advance(Duration.ofSeconds(random.nextInt(60)));
                meanwhile.run();
            }
            return purchases.clock.instant().isAfter(fence) ? IS_UNREACHABLE.play(provider) : ACCEPTS.play(provider);
        };
    }

    private static ScriptedProvider.Line[] lines(
            Random random, int number, TestPurchases purchases, Runnable meanwhile) {
        List<ScriptedProvider.Line> all = List.of(
                ACCEPTS,
                CHARGES_BUT_THE_ANSWER_IS_LOST,
                DIES_BEFORE_THE_BYTES,
                DIES_AFTER_THE_BYTES,
                IS_UNREACHABLE,
                isBusy(null),
                isBusy(null),
                standsStill(random, purchases, meanwhile),
                standsStill(random, purchases, meanwhile),
                refuses(FailureKind.REJECTED, 400),
                refuses(FailureKind.POLICY, 400));
        return random.ints(number, 0, all.size()).mapToObj(all::get).toArray(ScriptedProvider.Line[]::new);
    }
}
