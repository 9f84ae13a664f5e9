package dev.framespan.activities.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private final ConcurrencyLimit limit = new ConcurrencyLimit();

    private static ConcurrencyLimit.Epochs epoch(long store) {
        return new ConcurrencyLimit.Epochs(store, 0);
    }

    @Test
    void itDoublesUpToThirtyTwoAndStartsNarrowInANewEpoch() {
        limit.follow(epoch(3));
        for (int clear = 0; clear < 10; clear++) {
            limit.widen(epoch(3));
        }
        assertThat(limit.width()).isEqualTo(32);
        limit.widen(epoch(2));
        limit.follow(epoch(3));
        assertThat(limit.width()).isEqualTo(32);
        limit.follow(epoch(4));
        assertThat(limit.width()).isEqualTo(1);
        limit.widen(epoch(3));
        assertThat(limit.width()).as("begun before, and says nothing").isEqualTo(1);
    }

    @Test
    void itStartsNarrowWhenAnotherStoreOfTheAccountWasAnsweredUnclearly() {
        limit.follow(epoch(3));
        limit.widen(epoch(3));
        assertThat(limit.width()).isEqualTo(2);

        limit.follow(new ConcurrencyLimit.Epochs(3, 1));

        assertThat(limit.width()).isEqualTo(1);
        limit.widen(epoch(3));
        assertThat(limit.width()).as("begun before, and says nothing").isEqualTo(1);
    }

    @Test
    void thoseThatWaitLeaveThreadsToOthers() throws Exception {
        limit.follow(epoch(1));
        assertThat(limit.enter(Duration.ZERO)).isTrue();
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Long> waited = Collections.synchronizedList(new ArrayList<>());
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> {
                    long start = System.nanoTime();
                    assertThat(limit.enter(Duration.ofSeconds(3))).isFalse();
                    waited.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            assertThat(waited.stream().filter(millis -> millis > 2_500)).hasSizeLessThanOrEqualTo(12);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPlaceThatIsLeftIsTakenByOneThatWaits() throws Exception {
        limit.follow(epoch(1));
        limit.enter(Duration.ZERO);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> waiting = thread.submit(() -> limit.enter(Duration.ofSeconds(20)));
            Thread.sleep(100);
            assertThat(waiting.isDone()).isFalse();
            limit.leave();
            assertThat(waiting.get()).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }
}
