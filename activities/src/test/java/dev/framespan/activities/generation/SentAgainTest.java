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

    private TestPurchases house;

    @BeforeEach
    void open() throws IOException {
        house = TestPurchases.inMemory(folder.resolve("owners"));
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    @Test
    void aThousandRefusalsLeaveTheRecordsOfOne() throws IOException {
        for (int waits = 0; waits < 1_000; waits++) {
            house.provider.plays(waits % 3 == 0 ? IS_UNREACHABLE : isBusy(null));
            house.clock.advance(house.buy(waits).delay());
            if (waits % 100 == 50) {
                house.restart();
            }
        }
        assertThat(house.entries()).containsExactly("1 claimed", "1 refused");

        assertThat(house.buy().task().submission()).isEqualTo(1);
        assertThat(house.entries()).containsExactly("1 claimed", "1 sending", "1 refused", "1 submitted");
        assertThat(house.provider.calls()).isEqualTo(1_001);
        assertThat(house.provider.charged()).hasSize(1);
    }

    @Test
    void twoFilmsThatWaitForTheSameShotTakeAClaimEachAndOneBuys() throws IOException {
        try (LiveProcesses processes = new LiveProcesses(folder.resolve("owners"))) {
            PurchaseExecutor other = house.another(processes);
            Purchase second = new Purchase("calm", "run-2", "gull", TestPurchases.GULL, null);
            for (int waits = 0; waits < 50; waits++) {
                house.provider.plays(isBusy(null), isBusy(null));
                house.buy(waits);
                other.buy(second, waits);
            }
            assertThat(house.entries()).containsExactly("1 claimed", "1 claimed", "1 refused");

            SubmitResult bought = house.buy();

            assertThat(bought.task().bought()).as("it rests on its own claim").isTrue();
            assertThat(other.buy(second, 0).task().task()).isEqualTo("task-1");
            assertThat(other.buy(second, 0).task().bought()).isFalse();
            assertThat(house.provider.charged()).hasSize(1);
        }
    }

    @Test
    void aDecisionOutlastsTheRefusalsOfTheSubmissionItAllowed() throws IOException {
        house.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST, isBusy(null), isBusy(null));
        house.stop();
        house.rebuy();
        house.buy();
        house.restart();
        house.buy();
        assertThat(house.entries()).containsExactly("1 claimed", "1 sending", "1 ambiguous", "2 claimed", "2 refused");

        assertThat(house.buy().task().submission()).isEqualTo(2);
    }

    @Test
    void aWorkerThatStoodStillBeforeTheBytesSendsNothingAndWhatWasBoughtMeanwhileStays() throws IOException {
        house.provider.plays(provider -> {
            Instant fence = provider.fence();
            house.clock.advance(Duration.ofSeconds(81));
            try (LiveProcesses living = new LiveProcesses(folder.resolve("owners"))) {
                PurchaseExecutor other = house.another(living);
                assertThatThrownBy(() -> other.buy(TestPurchases.purchase("run-1"), 0))
                        .isInstanceOf(ApplicationFailure.class);
                house.rebuy();
                assertThat(other.buy(TestPurchases.purchase("run-1"), 0).task().submission())
                        .isEqualTo(2);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            assertThat(fence).isBefore(house.clock.instant());
            return IS_UNREACHABLE.play(provider);
        });

        SubmitResult thawed = house.buy();

        assertThat(thawed.cause()).isEqualTo(SubmitResult.Cause.UNREACHABLE);
        assertThat(house.state(1)).isInstanceOf(LedgerEntry.Declined.class);
        assertThat(house.buy().task().submission()).isEqualTo(2);
        assertThat(house.provider.charged()).hasSize(1);
    }

    @Test
    void aWorkerThatStoodStillAndWasNotGivenUpYetComesBackUnderItsNumberOrTheNext() throws IOException {
        for (int seconds : new int[] {16, 70}) {
            house.provider.plays(provider -> {
                house.clock.advance(Duration.ofSeconds(seconds));
                return IS_UNREACHABLE.play(provider);
            });
            assertThat(house.buy().cause()).isEqualTo(SubmitResult.Cause.UNREACHABLE);
        }
        assertThat(house.entries()).containsExactly("1 claimed", "1 sending", "1 declined", "1 refused");
        assertThat(house.buy().task().submission()).isEqualTo(2);
    }

    @Test
    void theBytesHaveFifteenSecondsAfterTheirRecord() throws IOException {
        house.provider.plays(provider -> {
            assertThat(provider.fence()).isEqualTo(house.clock.instant().plus(Duration.ofSeconds(15)));
            return ACCEPTS.play(provider);
        });
        house.buy();
    }

    @Test
    void aWorkerThatDiesBeforeItWritesARefusalLeavesADoubtAndBuysNothing() throws IOException {
        diesWhileItIsRefused("3-refused", 1);

        assertThat(house.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(house.provider.calls()).isEqualTo(1);
        house.rebuy();
        assertThat(house.buy().task().submission()).isEqualTo(2);
    }

    @Test
    void aWorkerThatDiesOnceItsRefusalIsWrittenLeavesNoDoubtAndTheSameIsSentAgain() throws IOException {
        // Created, then taken away: the second time it is written about.
        diesWhileItIsRefused("2-sending", 2);
        assertThat(house.entries()).containsExactly("1 claimed", "1 sending", "1 refused");

        assertThat(house.buy().task().submission()).isEqualTo(1);
        assertThat(house.provider.charged()).hasSize(1);
        assertThat(house.buy().task().task()).isEqualTo("task-1");
    }

    private void diesWhileItIsRefused(String record, int time) throws IOException {
        house.provider.plays(isBusy(null));
        AtomicInteger seen = new AtomicInteger();
        ((MemoryStore) house.store).fate((key, written) -> {
            if (!written && key.contains(record) && seen.incrementAndGet() == time) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> house.buy()).isInstanceOf(Death.class);
        ((MemoryStore) house.store).fate((key, written) -> {});
        house.restart();
    }

    @Test
    void aWorkerThatStandsStillOnceItsRefusalIsWrittenTakesNothingAwayThatAnotherIsSending() throws IOException {
        house.provider.plays(isBusy(null), DIES_AFTER_THE_BYTES);
        try (LiveProcesses living = new LiveProcesses(folder.resolve("owners"))) {
            PurchaseExecutor other = house.another(living);
            ((MemoryStore) house.store).fate((key, written) -> {
                if (written && key.contains("3-refused")) {
                    ((MemoryStore) house.store).fate((later, done) -> {});
                    assertThatThrownBy(() -> other.buy(TestPurchases.purchase("run-1"), 0))
                            .isInstanceOf(Death.class);
                }
            });
            assertThat(house.buy().cause()).isEqualTo(SubmitResult.Cause.LIMIT);
            assertThat(house.state(1)).isInstanceOf(LedgerEntry.Sending.class);
            assertThat(house.buy().cause()).isEqualTo(SubmitResult.Cause.HELD);
        }

        assertThat(house.stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(house.provider.charged()).hasSize(1);
    }

    @Test
    void aWorkerThatStoodStillWithItsClaimFindsTheSubmissionSettledAndSendsNothing() throws IOException {
        // Claimed, refused, then doubted by someone slow: the name of the record of sending is free again.
        house.provider.plays(isBusy(null));
        house.buy();
        ((MemoryStore) house.store).fate((key, written) -> {
            if (!written && key.contains("2-sending")) {
                ((MemoryStore) house.store).fate((other, done) -> {});
                house.ledger.add(
                        TestPurchases.fingerprint(),
                        1,
                        new LedgerEntry.Ambiguous(house.clock.instant(), null, "taken for dead"));
            }
        });

        assertThat(house.buy().task().submission()).isEqualTo(2);
        assertThat(house.state(1)).isInstanceOf(LedgerEntry.Declined.class);
        assertThat(house.provider.charged()).hasSize(1);
    }

    @Test
    void fiftyShotsThatWereRefusedInOneMomentComeBackInFifty() throws IOException {
        for (Duration asked : new Duration[] {null, Duration.ofSeconds(20)}) {
            List<Duration> delays = new ArrayList<>();
            for (int shot = 0; shot < 50; shot++) {
                house.provider.plays(isBusy(asked));
                delays.add(house.buy(TestPurchases.shot(shot), 5).delay());
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
