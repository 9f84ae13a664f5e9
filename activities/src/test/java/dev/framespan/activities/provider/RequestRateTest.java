package dev.framespan.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an account's requests are shared out, on a clock that goes on only when something waits. */
class RequestRateTest {
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Time time = new Time();
    private double share = 10;
    private final RequestRate rate = new RequestRate(() -> share, time, time);

    private static final class Time implements TimeMeter, BlockingStrategy {
        private static final long serialVersionUID = 1L;

        private long now = -50 * SECOND; // as System.nanoTime() may begin

        /** Whether others go on while one waits in its thread. */
        private boolean others;

        private long parked;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        @Override
        public void park(long nanos) {
            if (others) {
                parked += nanos;
            } else {
                now += nanos;
            }
        }
    }

    /** A task that comes back when it was told to. */
    private record Coming(String task, long at) {}

    /** Looks at tasks for a time, each as often as it gets its turn; a look is followed by the next after two seconds. */
    private List<String> lookAt(int tasks, Duration length, List<Long> times) throws InterruptedException {
        time.others = true;
        long start = time.now;
        PriorityQueue<Coming> coming = new PriorityQueue<>(Comparator.comparingLong(next -> next.at() - start));
        for (int i = 0; i < tasks; i++) {
            coming.add(new Coming("task-" + i, start));
        }
        List<String> looked = new ArrayList<>();
        while (time.now - start < length.toNanos()) {
            Coming next = coming.remove();
            time.now = Math.max(time.now - start, next.at() - start) + start;
            time.parked = 0;
            Duration wait = rate.untilLook(next.task());
            if (wait.isZero()) {
                looked.add(next.task());
                times.add(time.now + time.parked - start);
                wait = Duration.ofSeconds(2).plusNanos(time.parked);
            }
            coming.add(new Coming(next.task(), time.now + wait.toNanos()));
        }
        return looked;
    }

    private static int mostInASecond(List<Long> times) {
        int most = 0;
        for (int first = 0, last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Test
    void aThousandTasksAreLookedAtInTurnAndNoOftenerThanTheAccountMay() throws Exception {
        List<Long> times = new ArrayList<>();

        List<String> looked = lookAt(1000, Duration.ofSeconds(220), times);

        assertThat(mostInASecond(times)).isBetween(10, 12);
        assertThat(looked).hasSizeBetween(2150, 2205);
        List<String> order = looked.subList(0, 1000);
        assertThat(order).doesNotHaveDuplicates();
        List<String> again = looked.subList(1000, 2000);
        assertThat(again).as("each once before any has another turn").doesNotHaveDuplicates();
        for (int i = 0; i < 1000; i++) {
            // Looks whose turn is near wait for it in threads beside each other, and may overtake by a few.
            assertThat(Math.abs(order.indexOf(again.get(i)) - i))
                    .as("places of %s", again.get(i))
                    .isLessThanOrEqualTo(25);
        }
        assertThat(rate.waiting()).isLessThanOrEqualTo(1000);
    }

    @Test
    void fewTasksAreLookedAtAsOftenAsTheyAsk() throws Exception {
        assertThat(lookAt(10, Duration.ofSeconds(20), new ArrayList<>())).hasSizeBetween(95, 110);
        assertThat(rate.waiting()).isZero();
    }

    @Test
    void noLookWaitsInItsThreadForLong() throws Exception {
        time.others = true;
        for (int i = 0; i < 100; i++) {
            time.parked = 0;
            rate.untilLook("task-" + i);
            assertThat(time.parked).isLessThanOrEqualTo(RequestRate.IN_PLACE.toNanos());
        }
    }

    @Test
    void whatBuysGoesBeforeLooksThatWaitAndLeavesThemAQuarter() throws Exception {
        time.others = true;
        for (int i = 0; i < 1000; i++) {
            rate.untilLook("waiting-" + i);
        }
        time.others = false;
        long start = time.now;
        int bought = 0;
        while (time.now - start < 20 * SECOND) {
            assertThat(rate.take(MOST)).isTrue();
            bought++;
        }
        assertThat(bought).isBetween(145, 155);

        // The turns between them, were any look to come for one.
        List<Long> times = new ArrayList<>();
        long from = time.now;
        int looks = 0;
        for (int i = 0; time.now - from < 20 * SECOND; i++) {
            assertThat(rate.take(MOST)).isTrue();
            times.add(time.now);
            if (i % 3 == 0 && rate.untilLook("waiting-" + (10 + looks)).isZero()) {
                times.add(time.now);
                looks++;
            }
        }
        assertThat(looks).isGreaterThan(40);
        assertThat(mostInASecond(times)).isLessThanOrEqualTo(12);
    }

    @Test
    void whatWouldWaitTooLongDoesNotWaitAtAll() throws Exception {
        share = 0.1;
        assertThat(rate.take(MOST)).isTrue();
        long before = time.now;

        assertThat(rate.take(MOST)).isFalse();
        assertThat(time.now).isEqualTo(before);

        time.now += 14 * SECOND;
        assertThat(rate.take(MOST)).isTrue();
    }

    @Test
    void twentyCancellationsAtOneASecondComeEachAtItsTurn() throws Exception {
        share = 1;
        time.others = true;
        while (rate.take(MOST)) {
            // Submissions, each in a thread of its own, until their turns are used up for seconds.
        }
        time.others = false;
        long start = time.now;
        PriorityQueue<Coming> coming = new PriorityQueue<>(Comparator.comparingLong(next -> next.at() - start));
        for (int i = 0; i < 20; i++) {
            coming.add(new Coming("task-" + i, start + i));
        }
        List<String> cancelled = new ArrayList<>();
        int asked = 0;
        while (!coming.isEmpty()) {
            Coming next = coming.remove();
            time.now = Math.max(time.now - start, next.at() - start) + start;
            asked++;
            Duration wait = rate.untilFirst(next.task(), MOST);
            if (wait.isZero()) {
                cancelled.add(next.task());
            } else {
                coming.add(new Coming(next.task(), time.now + wait.toNanos()));
            }
        }

        assertThat(cancelled)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "task-" + i).toList());
        assertThat(Duration.ofNanos(time.now - start))
                .as("three quarters of a call a second, after the submissions")
                .isBetween(Duration.ofSeconds(28), Duration.ofSeconds(36));
        assertThat(asked).as("most come twice").isLessThanOrEqualTo(45);
        assertThat(rate.waitingFirst()).isZero();
    }

    @Test
    void theShareChangesWithTheNumberOfWorkers() throws Exception {
        share = 5;
        List<Long> times = new ArrayList<>();
        lookAt(100, Duration.ofSeconds(20), times);
        assertThat(times).hasSizeBetween(95, 103);

        share = 20;
        times.clear();
        lookAt(100, Duration.ofSeconds(20), times);
        assertThat(times).hasSizeBetween(380, 406);
    }

    @Test
    void tasksThatNeverComeBackHoldUpNone() throws Exception {
        time.others = true;
        for (int i = 0; i < 500; i++) {
            rate.untilLook("gone-" + i);
        }
        assertThat(rate.waiting()).isGreaterThan(490);
        time.now += Duration.ofSeconds(90).toNanos();

        assertThat(rate.untilLook("task").isZero()).isTrue();
        assertThat(rate.waiting()).isZero();
    }
}
