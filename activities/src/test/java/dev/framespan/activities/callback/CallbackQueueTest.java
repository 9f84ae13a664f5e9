package dev.framespan.activities.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However often the provider calls: a task is looked at by one thread at a time, every two seconds at most, and memory stays flat. */
class CallbackQueueTest {
    private static final CallbackTask GULL = task(1);

    private long now = -5;
    private final CallbackQueue queue = new CallbackQueue(() -> now);

    private static CallbackTask task(int submission) {
        return new CallbackTask("v1:" + "ab".repeat(32), submission);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private Optional<CallbackQueue.Entry> due() {
        return queue.due(now);
    }

    private void look() {
        CallbackQueue.Entry entry = due().orElseThrow();
        queue.done(entry);
    }

    @Test
    void manyCallsAboutOneTaskAreOneLook() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(queue.add(GULL, List.of())).isTrue();
        }

        look();
        assertThat(due()).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aCallAfterTheLookIsLookedAtTwoSecondsAfterIt() {
        queue.add(GULL, List.of());
        look();
        pass(Duration.ofMillis(500));
        queue.add(GULL, List.of());

        pass(Duration.ofMillis(1_499));
        assertThat(due()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(due()).isPresent();
    }

    @Test
    void aTaskThatIsLookedAtJustNowIsLookedAtByNoOther() {
        queue.add(GULL, List.of());
        CallbackQueue.Entry first = due().orElseThrow();
        queue.add(GULL, List.of());
        pass(Duration.ofSeconds(20));

        assertThat(due()).isEmpty();
        queue.done(first);
        assertThat(due()).isPresent();
    }

    @Test
    void whatHasNoPlaceIsForgotten() {
        for (int i = 1; i <= CallbackQueue.MOST; i++) {
            assertThat(queue.add(task(i), List.of())).isTrue();
        }

        assertThat(queue.add(task(CallbackQueue.MOST + 1), List.of())).isFalse();
        assertThat(queue.add(GULL, List.of())).as("is in it already").isTrue();
        assertThat(queue.size()).isEqualTo(CallbackQueue.MOST);
        look();
        assertThat(queue.add(task(CallbackQueue.MOST + 1), List.of())).isTrue();
    }

    @Test
    void oneThatWaitsForItsTimeHoldsUpNoOther() {
        queue.add(GULL, List.of());
        CallbackQueue.Entry early = due().orElseThrow();
        queue.again(early, Duration.ofSeconds(3));
        queue.done(early);
        queue.add(task(2), List.of());

        assertThat(due()).map(CallbackQueue.Entry::task).contains(task(2));
        pass(Duration.ofSeconds(3));
        assertThat(due()).contains(early).map(CallbackQueue.Entry::looks).contains(1);
    }

    @Test
    @Timeout(60)
    void aClosedQueueEndsThoseThatWait() throws InterruptedException {
        List<Optional<CallbackQueue.Entry>> taken = new CopyOnWriteArrayList<>();
        List<Thread> waiting = Stream.generate(() -> new Thread(() -> {
                    try {
                        taken.add(queue.take());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .limit(2)
                .toList();
        for (Thread each : waiting) {
            each.setDaemon(true);
            each.start();
            while (each.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(5);
            }
        }
        assertThat(taken).isEmpty();

        queue.close();

        for (Thread each : waiting) {
            each.join();
        }
        assertThat(taken).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    @Timeout(60)
    void aClosedQueueHandsOutNothing() throws InterruptedException {
        queue.add(GULL, List.of());
        queue.close();

        assertThat(queue.take()).isEmpty();
        assertThat(queue.add(GULL, List.of())).isFalse();
    }
}
