package dev.framespan.activities.generation;

import static dev.framespan.activities.generation.ScriptedProvider.ACCEPTS;
import static dev.framespan.activities.generation.ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST;
import static dev.framespan.activities.generation.ScriptedProvider.DIES_AFTER_THE_BYTES;
import static dev.framespan.activities.generation.ScriptedProvider.IS_UNREACHABLE;
import static dev.framespan.activities.generation.ScriptedProvider.isBusy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.generation.ScriptedProvider.Death;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was not sent, or came too early, is sent again under its number; nothing that stood still meanwhile is sent any more. */
class SentAgainTest {
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
    void aThousandRefusalsLeaveTheRecordsOfOne() throws IOException {
        for (int waits = 0; waits < 1_000; waits++) {
            purchases.provider.plays(waits % 3 == 0 ? IS_UNREACHABLE : isBusy(null));
            purchases.clock.advance(purchases.buy(waits).delay());
            if (waits % 100 == 50) {
                purchases.restart();
            }
        }
        assertThat(purchases.entries()).containsExactly("1 claimed", "1 tooearly");

        assertThat(purchases.buy().task().submission()).isEqualTo(1);
        assertThat(purchases.entries()).containsExactly("1 claimed", "1 sending", "1 tooearly", "1 submitted");
        assertThat(purchases.provider.calls()).isEqualTo(1_001);
        assertThat(purchases.provider.charged()).hasSize(1);
    }

    @Test
    void twoFilmsThatWaitForTheSameShotTakeAClaimEachAndOneBuys() throws IOException {
        try (LiveProcesses processes = new LiveProcesses(folder.resolve("owners"))) {
            PurchaseExecutor other = purchases.another(processes);
            Purchase second = new Purchase("calm", "run-2", "gull", TestPurchases.GULL, null);
            for (int waits = 0; waits < 50; waits++) {
                purchases.provider.plays(isBusy(null), isBusy(null));
                purchases.buy(waits);
                other.buy(second, waits);
            }
            assertThat(purchases.entries()).containsExactly("1 claimed", "1 claimed", "1 tooearly");

            SubmitResult bought = purchases.buy();

            assertThat(bought.task().bought()).as("it rests on its own claim").isTrue();
            assertThat(other.buy(second, 0).task().task()).isEqualTo("task-1");
            assertThat(other.buy(second, 0).task().bought()).isFalse();
            assertThat(purchases.provider.charged()).hasSize(1);
        }
    }

    @Test
    void aDecisionOutlastsTheRefusalsOfTheSubmissionItAllowed() throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST, isBusy(null), isBusy(null));
        purchases.stop();
        purchases.rebuy();
        purchases.buy();
        purchases.restart();
        purchases.buy();
        assertThat(purchases.entries())
                .containsExactly("1 claimed", "1 sending", "1 ambiguous", "2 claimed", "2 tooearly");

        assertThat(purchases.buy().task().submission()).isEqualTo(2);
    }

    @Test
    void aWorkerThatStoodStillBeforeTheBytesSendsNothingAndWhatWasBoughtMeanwhileStays() throws IOException {
        purchases.provider.plays(provider -> {
            Instant fence = provider.fence();
            purchases.clock.advance(Duration.ofSeconds(81));
            try (LiveProcesses living = new LiveProcesses(folder.resolve("owners"))) {
                PurchaseExecutor other = purchases.another(living);
                assertThatThrownBy(() -> other.buy(TestPurchases.purchase("run-1"), 0))
                        .isInstanceOf(ApplicationFailure.class);
                purchases.rebuy();
                assertThat(other.buy(TestPurchases.purchase("run-1"), 0).task().submission())
                        .isEqualTo(2);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            assertThat(fence).isBefore(purchases.clock.instant());
            return IS_UNREACHABLE.play(provider);
        });

        SubmitResult thawed = purchases.buy();

        assertThat(thawed.cause()).isEqualTo(SubmitResult.Cause.UNREACHABLE);
        assertThat(purchases.state(1)).isInstanceOf(LedgerEntry.Declined.class);
        assertThat(purchases.buy().task().submission()).isEqualTo(2);
        assertThat(purchases.provider.charged()).hasSize(1);
    }

    @Test
    void aWorkerThatStoodStillAndWasNotGivenUpYetComesBackUnderItsNumberOrTheNext() throws IOException {
        for (int seconds : new int[] {16, 70}) {
            purchases.provider.plays(provider -> {
                purchases.clock.advance(Duration.ofSeconds(seconds));
                return IS_UNREACHABLE.play(provider);
            });
            assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.UNREACHABLE);
        }
        assertThat(purchases.entries()).containsExactly("1 claimed", "1 sending", "1 declined", "1 tooearly");
        assertThat(purchases.buy().task().submission()).isEqualTo(2);
    }

    @Test
    void theBytesHaveFifteenSecondsAfterTheirRecord() throws IOException {
        purchases.provider.plays(provider -> {
            assertThat(provider.fence()).isEqualTo(purchases.clock.instant().plus(Duration.ofSeconds(15)));
            return ACCEPTS.play(provider);
        });
        purchases.buy();
    }

    @Test
    void aWorkerThatDiesBeforeItWritesARefusalLeavesADoubtAndBuysNothing() throws IOException {
        diesWhileItIsRefused("3-refused", 1);

        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.provider.calls()).isEqualTo(1);
        purchases.rebuy();
        assertThat(purchases.buy().task().submission()).isEqualTo(2);
    }

    @Test
    void aWorkerThatDiesOnceItsRefusalIsWrittenLeavesNoDoubtAndTheSameIsSentAgain() throws IOException {
        // Created, then taken away: the second time it is written about.
        diesWhileItIsRefused("2-sending", 2);
        assertThat(purchases.entries()).containsExactly("1 claimed", "1 sending", "1 tooearly");

        assertThat(purchases.buy().task().submission()).isEqualTo(1);
        assertThat(purchases.provider.charged()).hasSize(1);
        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
    }

    private void diesWhileItIsRefused(String record, int time) throws IOException {
        purchases.provider.plays(isBusy(null));
        AtomicInteger seen = new AtomicInteger();
        ((MemoryStore) purchases.store).fate((key, written) -> {
            if (!written && key.contains(record) && seen.incrementAndGet() == time) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> purchases.buy()).isInstanceOf(Death.class);
        ((MemoryStore) purchases.store).fate((key, written) -> {});
        purchases.restart();
    }

    @Test
    void aWorkerThatStandsStillOnceItsRefusalIsWrittenTakesNothingAwayThatAnotherIsSending() throws IOException {
        purchases.provider.plays(isBusy(null), DIES_AFTER_THE_BYTES);
        try (LiveProcesses living = new LiveProcesses(folder.resolve("owners"))) {
            PurchaseExecutor other = purchases.another(living);
            ((MemoryStore) purchases.store).fate((key, written) -> {
                if (written && key.contains("3-refused")) {
                    ((MemoryStore) purchases.store).fate((later, done) -> {});
                    assertThatThrownBy(() -> other.buy(TestPurchases.purchase("run-1"), 0))
                            .isInstanceOf(Death.class);
                }
            });
            assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.LIMIT);
            assertThat(purchases.state(1)).isInstanceOf(LedgerEntry.Sending.class);
            assertThat(purchases.buy().cause()).isEqualTo(SubmitResult.Cause.HELD);
        }

        assertThat(purchases.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.provider.charged()).hasSize(1);
    }

    @Test
    void aWorkerThatStoodStillWithItsClaimFindsTheSubmissionSettledAndSendsNothing() throws IOException {
        // Claimed, refused, then doubted by a slow worker: the name of the record of sending is free again.
        purchases.provider.plays(isBusy(null));
        purchases.buy();
        ((MemoryStore) purchases.store).fate((key, written) -> {
            if (!written && key.contains("2-sending")) {
                ((MemoryStore) purchases.store).fate((other, done) -> {});
                purchases.ledger.add(
                        TestPurchases.fingerprint(),
                        1,
                        new LedgerEntry.Ambiguous(purchases.clock.instant(), null, "taken for dead"));
            }
        });

        assertThat(purchases.buy().task().submission()).isEqualTo(2);
        assertThat(purchases.state(1)).isInstanceOf(LedgerEntry.Declined.class);
        assertThat(purchases.provider.charged()).hasSize(1);
    }

    @Test
    void fiftyShotsThatWereRefusedInOneMomentComeBackInFifty() throws IOException {
        for (Duration asked : new Duration[] {null, Duration.ofSeconds(20)}) {
            List<Duration> delays = new ArrayList<>();
            for (int shot = 0; shot < 50; shot++) {
                purchases.provider.plays(isBusy(asked));
                delays.add(purchases.buy(TestPurchases.shot(shot), 5).delay());
            }
            Collections.sort(delays);
            Duration least = asked == null ? Duration.ofSeconds(15) : asked;
            assertThat(delays).allMatch(delay -> delay.compareTo(least) >= 0);
            assertThat(delays.get(0)).isLessThan(least.plusSeconds(2));
            for (int from = 0; from + 12 < 50; from++) {
                assertThat(delays.get(from + 12).minus(delays.get(from)))
                        .as("no twelve in one second")
                        .isGreaterThan(Duration.ofSeconds(1));
            }
        }
    }
}
