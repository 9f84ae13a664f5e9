package dev.framespan.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostedQueuesTest {
    @Test
    void whoOnlyDecodesNeedsNoKey() {
        HostedQueues encoding = HostedQueues.parse("assemble, media");

        assertThat(encoding.needKeys()).isFalse();
        assertThat(encoding.askProviders()).isFalse();
        assertThat(encoding.needEngine()).isTrue();
        assertThat(encoding.words()).isEqualTo("queues media and assemble");
    }

    @Test
    void whoMakesFilmsSaysWhoIsPaidAndCallsNobody() {
        HostedQueues films = HostedQueues.parse("films");

        assertThat(films.needKeys()).isTrue();
        assertThat(films.askProviders()).isFalse();
        assertThat(films.needEngine()).isFalse();
        assertThat(films.words()).isEqualTo("queue films");
    }

    @Test
    void allThatNeedsKeysIsTogetherOrNot() {
        assertThat(HostedQueues.parse("films,submit,await,fetch").haveAllThatNeedsKeys())
                .isTrue();
        assertThat(HostedQueues.parse("films,submit,await").haveAllThatNeedsKeys())
                .isFalse();
        assertThat(HostedQueues.ALL.areAll()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cut", "media,", ",media", "Media", "media assemble", "media;assemble"})
    void whatIsNoQueueIsRefusedWithTheNamesThatThereAre(String names) {
        assertThatThrownBy(() -> HostedQueues.parse(names))
                .hasMessageContaining("there are films, submit, await, fetch, media and assemble");
    }
}
