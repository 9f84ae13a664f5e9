package dev.framespan.activities.generation;

import static dev.framespan.activities.generation.ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes by a number, by letters of any language or by a film's name and its own is asked about, and decided, like any other. */
class UnnamedPurchaseTest {
    @TempDir
    private Path folder;

    private TestPurchases purchases;

    @BeforeEach
    void open() throws IOException {
        purchases = new TestPurchases(DirectoryStore.open(folder.resolve("store")), folder.resolve("locks"));
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private static Purchase purchase(String id) {
        return new Purchase("storm", "run-1", id, TestPurchases.GULL, null);
    }

    private FailureKind stop(String id) {
        return Stop.of(catchThrowable(() -> purchases.buy(purchase(id))))
                .orElseThrow()
                .kind();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip#1", "intro.leave", "Möwe"})
    void aDoubtIsDecided(String id) throws IOException {
        purchases.provider.plays(CHARGES_BUT_THE_ANSWER_IS_LOST);
        assertThat(stop(id)).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(stop(id)).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.provider.calls()).isEqualTo(1);

        purchases.decisions.rebuy("storm", id, purchases.clock.instant());

        assertThat(purchases.buy(purchase(id)).task().submission()).isEqualTo(2);
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip#1", "intro.leave", "Möwe"})
    void whatWasLostIsLookedForAgain(String id) throws IOException {
        purchases.buy(purchase(id));
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.fails(1, FailureKind.LOST);

        assertThat(purchases.buy(purchase(id)).task().task()).isEqualTo("task-1");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }
}
