package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before anything is submitted its price is reserved. Each shot here costs 0.357 dollars. */
class SpendingReservationTest {
    @TempDir
    Path folder;

    private TestPurchases purchases;

    @BeforeEach
    void open() throws IOException {
        purchases = TestPurchases.inMemory(folder);
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private static Purchase shot(String film, int number, String budget) {
        Purchase shot = TestPurchases.shot(number);
        return new Purchase(
                film,
                shot.run(),
                shot.id(),
                shot.request(),
                null,
                budget == null ? null : new BigDecimal(budget),
                null,
                null);
    }

    private static Purchase shot(int number, String budget) {
        return shot("storm", number, budget);
    }

    private Stop stop(Purchase purchase) {
        return Stop.of(catchThrowableOfType(ApplicationFailure.class, () -> purchases.buy(purchase)))
                .orElseThrow();
    }

    @Test
    void whatWouldGoOverTheBudgetIsNotSubmittedAndSaysWhatWouldAllowIt() throws IOException {
        purchases.buy(shot(1, "0.5"));

        Stop stop = stop(shot(2, "0.5"));

        assertThat(stop.kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(stop.message())
                .isEqualTo("it costs $0.357, and of the film's budget of $0.50 $0.357 are spent, at the provider or in"
                        + " doubt: $0.22 too little, so it was not submitted; framespan budget storm 0.72 allows it");
        assertThat(purchases.provider.calls()).isEqualTo(1);
        assertThat(purchases.ledger.of(TestPurchases.fingerprint(shot(2, null))))
                .isEmpty();
        assertThat(purchases.buy(shot(2, "0.72")).task()).isNotNull();
    }

    @Test
    void aBudgetIsKeptToTheLastDigit() throws IOException {
        purchases.buy(shot(1, "0.713999"));
        assertThat(stop(shot(2, "0.713999")).kind()).isEqualTo(FailureKind.BUDGET);

        assertThat(purchases.buy(shot(2, "0.714")).task()).isNotNull();
    }

    @Test
    void whatTheProviderGivesBackOrRefusesIsFreeAtOnce() throws IOException {
        purchases.provider.plays(ScriptedProvider.ACCEPTS, ScriptedProvider.refuses(FailureKind.REJECTED, 400));
        purchases.buy(shot(1, "0.5"));
        purchases.ledger.add(
                TestPurchases.fingerprint(shot(1, null)),
                1,
                new LedgerEntry.Failed(purchases.clock.instant(), FailureKind.CANCELLED, null, "cancelled"));
        assertThat(stop(shot(2, "0.5")).kind()).isEqualTo(FailureKind.REJECTED);

        assertThat(purchases.buy(shot(3, "0.5")).task()).isNotNull();
    }

    @Test
    void whatWasOnlyTooEarlyKeepsItsPriceForAWhile() throws IOException {
        purchases.provider.plays(ScriptedProvider.isBusy(Duration.ofSeconds(30)));
        assertThat(purchases.buy(shot(1, "0.5")).delay()).isNotNull();
        assertThat(stop(shot(2, "0.5")).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(purchases.buy(shot(1, "0.5")).task()).isNotNull();

        purchases.provider.plays(ScriptedProvider.isBusy(Duration.ofSeconds(30)));
        assertThat(purchases.buy(shot(3, "1")).delay()).isNotNull();
        purchases.clock.advance(Duration.ofMinutes(3));
        assertThat(purchases.buy(shot(2, "1")).task()).isNotNull();
    }

    @Test
    void whatIsGivenUpMakesRoomAtOnce() throws IOException {
        purchases.patient(Duration.ZERO);
        purchases.provider.plays(ScriptedProvider.IS_UNREACHABLE);
        assertThat(stop(shot(1, "0.5")).kind()).isEqualTo(FailureKind.UNREACHABLE);

        assertThat(purchases.buy(shot(2, "0.5")).task()).isNotNull();
    }

    @Test
    void aDoubtStaysReservedUntilItIsDecided() throws IOException {
        purchases.provider.plays(ScriptedProvider.ANSWERS_502);
        assertThat(stop(shot(1, "0.5")).kind()).isEqualTo(FailureKind.AMBIGUOUS);
        purchases.clock.advance(Duration.ofHours(1));
        assertThat(stop(shot(2, "0.5")).kind()).isEqualTo(FailureKind.BUDGET);

        purchases.decisions.rebuy("storm", "shot-1", purchases.clock.instant());
        assertThat(purchases.buy(shot(1, "0.5")).task()).isNotNull();
        assertThat(stop(shot(2, "0.713")).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(purchases.buy(shot(2, "0.714")).task()).isNotNull();
    }

    @Test
    void anAnswerThatComesAfterTheDecisionCountsAgain() throws IOException {
        purchases.provider.plays(ScriptedProvider.ANSWERS_502);
        stop(shot(1, "0.5"));
        purchases.decisions.rebuy("storm", "shot-1", purchases.clock.instant());
        purchases.buy(shot(1, "0.5"));
        purchases.ledger.add(
                TestPurchases.fingerprint(shot(1, null)),
                1,
                new LedgerEntry.Submitted(purchases.clock.instant(), "late"));

        assertThat(stop(shot(2, "1")).message()).contains("$0.714 are spent");
    }

    @Test
    void whatAnotherFilmBoughtCostsThisOneNothing() throws IOException {
        purchases.buy(shot("calm", 1, "0.357"));

        assertThat(purchases.buy(shot("storm", 1, "0.357")).task()).isNotNull();
        assertThat(purchases.buy(shot("storm", 2, "0.357")).task()).isNotNull();
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void whatAnotherFilmIsFirstToSendMakesRoomAtOnce() throws IOException {
        MemoryStore store = (MemoryStore) purchases.store;
        try (LiveProcesses other = new LiveProcesses(purchases.locks)) {
            store.fate((key, written) -> {
                if (!written && key.contains("-1-claimed")) {
                    store.fate((next, done) -> {});
                    sends(other, shot("calm", 1, null));
                }
            });
            assertThat(purchases.buy(shot(1, "0.5")).cause()).isEqualTo(SubmitResult.Cause.HELD);

            assertThat(purchases.buy(shot(2, "0.5")).task()).isNotNull();
        }
    }

    private void sends(LiveProcesses other, Purchase purchase) throws IOException {
        Instant now = purchases.clock.instant();
        Instant deadline = now.plusSeconds(80);
        String fingerprint = TestPurchases.fingerprint(purchase);
        purchases.ledger.add(
                fingerprint,
                1,
                1,
                LedgerEntry.Claimed.of(
                        purchase,
                        new BigDecimal("0.357"),
                        "example.org",
                        "example.org",
                        null,
                        other.self(),
                        now,
                        deadline));
        purchases.ledger.add(fingerprint, 1, new LedgerEntry.Sending(now, other.self(), deadline, 1));
    }

    @Test
    void whatWasBoughtWithoutALimitCountsAsSoonAsThereIsOne() throws IOException {
        purchases.buy(shot(1, "0.5"));
        purchases.buy(shot(2, null));

        assertThat(stop(shot(3, "1")).message()).contains("$0.714 are spent");
    }

    @Test
    void aProcessThatStoodStillSinceItsPriceWasReservedSendsNothing() throws IOException {
        AtomicReference<TestClock> clock = new AtomicReference<>();
        Store slowly = standsStill(new MemoryStore(), () -> clock.get().advance(Duration.ofMinutes(3)));
        try (TestPurchases slow = new TestPurchases(slowly, folder.resolve("slow"))) {
            clock.set(slow.clock);
            Instant reserved = slow.clock.instant();
            slow.buy(shot(1, "0.5"));

            assertThat(slow.clock.instant()).isAfter(reserved.plus(Duration.ofMinutes(2)));
            assertThat(slow.provider.fence()).isBefore(reserved.plus(Duration.ofMinutes(2)));
        }
    }

    @Test
    void withoutALimitTheFenceIsTheUsualOne() throws IOException {
        purchases.buy(shot(1, null));
        assertThat(purchases.provider.fence())
                .isEqualTo(purchases.clock.instant().plus(RequestSender.FENCE));
        purchases.buy(shot(2, "1"));
        assertThat(purchases.provider.fence())
                .isEqualTo(purchases.clock.instant().plus(RequestSender.FENCE));
    }

    /** A store in which time goes by while a claim is written. */
    private static Store standsStill(Store store, Runnable goesBy) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("create") && ((String) arguments[0]).contains("-claimed")) {
                        goesBy.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void anotherProcessThatStandsStillAtTheRecordIsWaitedForBeforeItIsSent() throws IOException {
        try (TestPurchases held = new TestPurchases(isHeld(new MemoryStore(), 2), folder.resolve("held"))) {
            assertThat(held.buy(shot(1, "0.5")).task()).isNotNull();

            assertThat(held.provider.calls()).isEqualTo(1);
            assertThat(held.ledger
                            .of(TestPurchases.fingerprint(shot(1, null)), 1)
                            .orElseThrow()
                            .state())
                    .isInstanceOfSatisfying(LedgerEntry.Declined.class, declined -> assertThat(declined.kind())
                            .isEqualTo(FailureKind.UNREACHABLE));
        }
    }

    @Test
    void aRefusalStaysOneWhereAnotherProcessStandsStillAtTheRecord() throws IOException {
        try (TestPurchases held = new TestPurchases(isHeld(new MemoryStore(), 3), folder.resolve("held"))) {
            held.provider.plays(ScriptedProvider.refuses(FailureKind.REJECTED, 400));

            Stop stop = Stop.of(catchThrowableOfType(ApplicationFailure.class, () -> held.buy(shot(1, "0.5"))))
                    .orElseThrow();

            assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        }
    }

    /** A store in which another process holds the record of what is reserved, once. */
    private static Store isHeld(Store store, int time) {
        AtomicInteger times = new AtomicInteger();
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("update")
                            && ((String) arguments[0]).startsWith("spending/")
                            && times.incrementAndGet() == time) {
                        throw new Store.BusyException("held");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aDayIsOverAtMidnight() throws IOException {
        purchases.daily("0.5");
        purchases.clock.advance(Duration.ofHours(10));
        purchases.buy(shot("calm", 1, null));

        SubmitResult later = purchases.buy(shot("storm", 2, null));
        assertThat(later.cause()).isEqualTo(SubmitResult.Cause.DAY);
        assertThat(later.delay()).isEqualTo(Duration.ofHours(4));
        assertThat(later.priceUsd()).isEqualByComparingTo("0.357");
        assertThat(later.words())
                .isEqualTo("the day's limit of $0.50 is reached; goes on at midnight UTC, or when KLING_DAILY_USD is"
                        + " raised");

        purchases.clock.advance(Duration.ofHours(4).minusSeconds(30));
        assertThat(purchases.buy(shot("storm", 2, null)).delay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(purchases.provider.calls()).isEqualTo(1);
        purchases.clock.advance(Duration.ofSeconds(30));
        assertThat(purchases.buy(shot("storm", 2, null)).task()).isNotNull();
        assertThat(purchases.buy(shot("storm", 3, null)).cause()).isEqualTo(SubmitResult.Cause.DAY);
    }

    @Test
    void whatIsReservedBeforeMidnightCountsForItsDayAlsoWhereItIsSentAfterIt() throws IOException {
        purchases.daily("0.5");
        purchases.clock.advance(Duration.ofHours(14).minusSeconds(1));
        MemoryStore store = (MemoryStore) purchases.store;
        store.fate((key, written) -> {
            if (written && key.contains("-2-sending")) {
                store.fate((other, done) -> {});
                purchases.clock.advance(Duration.ofSeconds(2));
            }
        });

        assertThat(purchases.buy(shot(1, null)).task()).isNotNull();
        assertThat(store.list("spending/days/example.org")).hasSize(1);
    }

    @Test
    void aRaisedLimitOfTheDayIsHeard() throws IOException {
        purchases.daily("0.3");
        Stop dear = stop(shot(1, null));
        assertThat(dear.kind()).isEqualTo(FailureKind.DAY_LIMIT);
        assertThat(dear.message())
                .isEqualTo("it costs $0.357, more than the day's limit of $0.30, so it was not submitted; raise"
                        + " KLING_DAILY_USD, then render again");

        purchases.daily("0.4");
        assertThat(purchases.buy(shot(1, null)).task()).isNotNull();
        purchases.daily("0.7");
        assertThat(purchases.buy(shot(2, null)).cause()).isEqualTo(SubmitResult.Cause.DAY);
    }

    @Test
    void whatWasPricedByAnotherCatalogueIsNotSubmitted() throws IOException {
        String other = Sha256.of("another one");
        String own = Sha256.of(new String(Catalogue.builtIn().toJson(), StandardCharsets.UTF_8));

        Stop stop = stop(pricedBy(other));
        assertThat(stop.kind()).isEqualTo(FailureKind.REPRICED);
        assertThat(stop.message()).contains("priced by another catalogue", "render again");
        assertThat(purchases.provider.calls()).isZero();
        assertThat(purchases.buy(pricedBy(own)).task()).isNotNull();
        // What is bought is had at whatever price.
        assertThat(purchases.buy(pricedBy(other)).task()).isNotNull();
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    private static Purchase pricedBy(String catalogue) {
        Purchase shot = TestPurchases.shot(1);
        return new Purchase(shot.film(), shot.run(), shot.id(), shot.request(), null, null, catalogue, null);
    }
}
