package dev.framespan.activities.generation;

import static dev.framespan.activities.generation.ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.SubmitResult;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that stands still after the ledger said that it may buy finds out, before a byte leaves, what became known meanwhile. */
class LateAnswerTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatComesBeforeTheClaimOfTheNextSubmissionKeepsThatFromBeingSent(boolean finished) throws IOException {
        MemoryStore store = new MemoryStore();
        try (TestPurchases purchases = new TestPurchases(store, folder)) {
            purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST);
            purchases.stop();
            purchases.rebuy();
            store.fate((key, written) -> {
                if (!written && key.contains("0002-1-claimed")) {
                    store.fate((other, done) -> {});
                    purchases.clock.advance(Duration.ofMinutes(10));
                    purchases.ledger.add(
                            TestPurchases.fingerprint(),
                            1,
                            new LedgerEntry.Submitted(purchases.clock.instant(), "late"));
                    if (finished) {
                        purchases.completes(1);
                    }
                }
            });

            SubmitResult result = purchases.buy();

            assertThat(finished ? result.take().task() : result.task().task()).isEqualTo("late");
            assertThat(purchases.provider.calls()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aLedgerThatCannotBeReadForOnceLeavesNothingToDecide(int fails) throws IOException {
        AtomicInteger readings = new AtomicInteger();
        try (TestPurchases purchases = new TestPurchases(failing(new MemoryStore(), readings, fails), folder)) {
            assertThatThrownBy(purchases::buy).hasRootCauseMessage("Input/output error");
            assertThat(purchases.provider.calls()).isZero();
            purchases.restart();
            purchases.clock.advance(Duration.ofMinutes(10));

            assertThat(purchases.buy().task()).isNotNull();
            assertThat(purchases.provider.calls()).isEqualTo(1);
        }
    }

    /** @param fails which reading of the ledger, from 1 */
    private static Store failing(Store store, AtomicInteger readings, int fails) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    boolean reading = method.getName().equals("list") && arguments[0].equals("ledger");
                    if (reading && readings.incrementAndGet() == fails) {
                        throw new IOException("Input/output error");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
