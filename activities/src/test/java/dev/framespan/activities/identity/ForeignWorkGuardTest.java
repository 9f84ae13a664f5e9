package dev.framespan.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignWorkGuardTest {
    private static final WorkIdentity MINE = new WorkIdentity("store-1", "example.org");

    @ParameterizedTest
    @CsvSource({"store-2, example.org", "store-1, simulator", "store-2,"})
    void workOfAnotherStoreOrProviderIsHandedBackToBeTriedElsewhere(String store, String realm) {
        assertThatThrownBy(() -> ForeignWorkGuard.requireOwn(MINE, new WorkIdentity(store, realm)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.isNonRetryable()).isFalse();
                    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
                });
    }

    @Test
    void ownWorkAndWorkOfBeforeMessagesCarriedAnIdentityIsDone() {
        assertThatCode(() -> {
                    ForeignWorkGuard.requireOwn(MINE, MINE);
                    ForeignWorkGuard.requireOwn(MINE, null);
                    ForeignWorkGuard.requireOwn(MINE, new WorkIdentity("store-1", null));
                    ForeignWorkGuard.requireOwn("store-1", "store-1");
                    ForeignWorkGuard.requireOwn("store-1", null);
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ForeignWorkGuard.requireOwn("store-1", "store-2"))
                .isInstanceOf(ApplicationFailure.class);
    }

    @Test
    void eachStoreAndRealmHasQueuesOfItsOwnAndFilmsAndMediaBelongToTheStore() {
        TaskQueues mine = TaskQueues.of(MINE);
        TaskQueues simulated = TaskQueues.of(new WorkIdentity("store-1", "simulator"));
        TaskQueues other = TaskQueues.of(new WorkIdentity("store-2", "example.org"));

        assertThat(simulated.films()).isEqualTo(mine.films()).isEqualTo(TaskQueues.filmsOf("store-1"));
        assertThat(simulated.media()).isEqualTo(mine.media());
        assertThat(simulated.submit()).isNotEqualTo(mine.submit());
        assertThat(simulated.await()).isNotEqualTo(mine.await());
        assertThat(simulated.fetch()).isNotEqualTo(mine.fetch());
        assertThat(other.films()).isNotEqualTo(mine.films());
        assertThat(other.media()).isNotEqualTo(mine.media());
        assertThat(TaskQueues.of(new WorkIdentity("store-1", null))).isEqualTo(TaskQueues.WITHOUT_IDENTITY);
    }
}
