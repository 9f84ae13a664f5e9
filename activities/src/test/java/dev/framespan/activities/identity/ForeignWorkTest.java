package dev.framespan.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.generation.Queues;
import dev.framespan.generation.WorkIdentity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignWorkTest {
    private static final WorkIdentity MINE = new WorkIdentity("store-1", "example.org");

    @ParameterizedTest
    @CsvSource({"store-2, example.org", "store-1, simulator", "store-2,"})
    void workOfAnotherStoreOrProviderIsHandedBackToBeTriedElsewhere(String store, String realm) {
        assertThatThrownBy(() -> ForeignWork.refuse(MINE, new WorkIdentity(store, realm)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.isNonRetryable()).isFalse();
                    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
                });
    }

    @Test
    void ownWorkAndWorkOfBeforeMessagesCarriedAnIdentityIsDone() {
        assertThatCode(() -> {
                    ForeignWork.refuse(MINE, MINE);
                    ForeignWork.refuse(MINE, null);
                    ForeignWork.refuse(MINE, new WorkIdentity("store-1", null));
                    ForeignWork.refuse("store-1", "store-1");
                    ForeignWork.refuse("store-1", null);
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ForeignWork.refuse("store-1", "store-2")).isInstanceOf(ApplicationFailure.class);
    }

    @Test
    void eachStoreAndRealmHasQueuesOfItsOwnAndFilmsAndMediaBelongToTheStore() {
        Queues mine = Queues.of(MINE);
        Queues simulated = Queues.of(new WorkIdentity("store-1", "simulator"));
        Queues other = Queues.of(new WorkIdentity("store-2", "example.org"));

        assertThat(simulated.films()).isEqualTo(mine.films()).isEqualTo(Queues.filmsOf("store-1"));
        assertThat(simulated.media()).isEqualTo(mine.media());
        assertThat(simulated.submit()).isNotEqualTo(mine.submit());
        assertThat(simulated.await()).isNotEqualTo(mine.await());
        assertThat(simulated.fetch()).isNotEqualTo(mine.fetch());
        assertThat(other.films()).isNotEqualTo(mine.films());
        assertThat(other.media()).isNotEqualTo(mine.media());
        assertThat(Queues.of(new WorkIdentity("store-1", null))).isEqualTo(Queues.WITHOUT_IDENTITY);
    }
}
