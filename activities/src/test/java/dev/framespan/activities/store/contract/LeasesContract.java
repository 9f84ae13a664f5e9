package dev.framespan.activities.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.Records;
import dev.framespan.activities.testing.UtcClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the {@link Leases} of each store must do: one holder at a time, whatever becomes of holders and of clocks. A test of a store extends
 * this class and says where the store is.
 */
public abstract class LeasesContract {
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SetClock clock = new SetClock();
    private final SetClock wrongClock = new SetClock();
    private Leases leases;
    private Leases others;

    /** Opens the leases. */
    protected abstract Class<? extends Opener<? extends Leases>> opener();

    /** A place for a store, the same all through a test, with nothing in it before. */
    protected abstract String place();

    /** A clock that goes when it is told to. */
    private static final class SetClock extends UtcClock {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void jump(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    final void openLeases() throws IOException {
        leases = open(clock);
        others = open(wrongClock);
    }

    private Leases open(Clock by) throws IOException {
        return Opener.open(Leases.class, opener().getName(), place(), by);
    }

    @Test
    void aLeaseHasOneHolderUntilItIsGivenBack() throws IOException {
        Leases.Lease lease = leases.take("gc", TIME).orElseThrow();

        assertThat(lease.fence()).isEqualTo(1);
        assertThat(lease.until()).isEqualTo(clock.instant().plus(TIME));
        assertThat(others.take("gc", TIME)).isEmpty();
        assertThat(leases.take("gc", TIME)).as("its holder has it once").isEmpty();
        assertThat(leases.take("another", TIME)).isPresent();
        assertThat(leases.isHeld(lease)).isTrue();

        leases.giveBack(lease);

        assertThat(leases.isHeld(lease)).isFalse();
        assertThat(leases.renew(lease, TIME)).isEmpty();
        Leases.Lease next = others.take("gc", TIME).orElseThrow();
        assertThat(next.fence()).isEqualTo(2);
        leases.giveBack(lease);
        assertThat(others.isHeld(next)).as("it was another one's already").isTrue();
    }

    @Test
    void itsTimeCanBeMadeLongerAndEnds() throws IOException {
        Leases.Lease lease = leases.take("gc", TIME).orElseThrow();
        clock.jump(TIME.minusSeconds(1));
        assertThat(leases.isHeld(lease)).isTrue();
        Leases.Lease renewed = leases.renew(lease, TIME).orElseThrow();
        assertThat(renewed.fence()).isEqualTo(lease.fence());
        clock.jump(TIME.minusSeconds(1));
        assertThat(leases.isHeld(renewed)).isTrue();

        clock.jump(Duration.ofSeconds(1));

        assertThat(leases.isHeld(renewed)).isFalse();
        assertThat(leases.renew(renewed, TIME)).as("nobody has come meanwhile").isPresent();
    }

    @Test
    void aClockThatIsAnHourAheadTakesALeaseOverAndItsFormerHolderFindsOut() throws IOException {
        Leases.Lease lease = leases.take("gc", TIME).orElseThrow();
        wrongClock.jump(HOUR);

        Leases.Lease taken = others.take("gc", TIME).orElseThrow();

        assertThat(taken.fence()).isGreaterThan(lease.fence());
        assertThat(leases.isHeld(lease)).isFalse();
        assertThat(leases.renew(lease, TIME)).isEmpty();
        leases.giveBack(lease);
        assertThat(others.isHeld(taken)).isTrue();
        assertThat(leases.take("gc", TIME)).isEmpty();
    }

    @Test
    void aClockThatIsAnHourBehindWaitsAndTakesNothingFromALivingOne() throws IOException {
        wrongClock.jump(HOUR.negated());
        Leases.Lease lease = leases.take("gc", TIME).orElseThrow();

        wrongClock.jump(TIME);
        assertThat(others.take("gc", TIME)).isEmpty();
        assertThat(leases.isHeld(lease)).isTrue();

        wrongClock.jump(HOUR);
        assertThat(others.take("gc", TIME)).isPresent();
    }

    @Test
    void aHolderWhoseClockJumpsAnHourKnowsThatItsTimeIsOver() throws IOException {
        Leases.Lease lease = leases.take("gc", TIME).orElseThrow();

        clock.jump(HOUR);

        assertThat(leases.isHeld(lease)).isFalse();
        Leases.Lease renewed = leases.renew(lease, TIME).orElseThrow();
        clock.jump(HOUR.negated());
        assertThat(leases.isHeld(renewed)).isTrue();
        assertThat(leases.take("gc", TIME)).isEmpty();
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        for (String name : List.of("", "a/b", "..", "a b", "x.json")) {
            assertThatThrownBy(() -> leases.take(name, TIME)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatAKilledHolderHadIsFreeAtItsDeadlineAtTheLatest() throws Exception {
        try (StoreProcess holder = StoreProcess.start(Holder.class, opener().getName(), place())) {
            holder.hear(1);
            Leases real = open(Clock.systemUTC());
            assertThat(real.take("gc", TIME)).isEmpty();

            holder.kill();

            Leases later = open(Clock.offset(Clock.systemUTC(), TIME));
            assertThat(later.take("gc", TIME).orElseThrow().fence()).isEqualTo(2);
        }
    }

    /** Takes a lease, and has it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            Leases leases = Opener.open(Leases.class, arguments[0], arguments[1], Clock.systemUTC());
            System.out.println(leases.take("gc", TIME).orElseThrow().fence());
            System.in.read();
        }
    }

    @Test
    void ofManyOneHasItAndEachTakingHasItsNumber() throws Exception {
        take(2, 3, 10);
    }

    @Tag("long")
    @Test
    void ofThirtyTwoInFourProcessesOneHasItAndEachTakingHasItsNumber() throws Exception {
        take(4, 8, 8);
    }

    private void take(int processes, int threads, int times) throws Exception {
        List<StoreProcess> takers = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                takers.add(StoreProcess.start(
                        Taker.class, opener().getName(), place(), String.valueOf(threads), String.valueOf(times)));
            }
            List<Long> fences = new ArrayList<>();
            for (StoreProcess taker : takers) {
                taker.end();
                taker.lines().forEach(line -> fences.add(Long.valueOf(line)));
            }
            assertThat(fences).doesNotHaveDuplicates().hasSize(processes * threads * times);
            assertThat(new TreeSet<>(fences).last()).isEqualTo(processes * threads * times);
        } finally {
            takers.forEach(StoreProcess::close);
        }
    }

    /** Takes a lease many times, gives it back each time, and says the numbers; no two of its threads have it at once. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws Exception {
            Leases leases = Opener.open(Leases.class, arguments[0], arguments[1], Clock.systemUTC());
            int threads = Integer.parseInt(arguments[2]);
            AtomicInteger holders = new AtomicInteger();
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(() -> {
                    for (int time = 0; time < Integer.parseInt(arguments[3]); time++) {
                        Leases.Lease lease = take(leases);
                        if (holders.incrementAndGet() != 1) {
                            throw new AssertionError("two have it");
                        }
                        System.out.println(lease.fence());
                        holders.decrementAndGet();
                        giveBack(leases, lease);
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(all)) {
                done.get();
            }
            pool.shutdown();
        }

        private static Leases.Lease take(Leases leases) throws IOException {
            while (true) {
                try {
                    Optional<Leases.Lease> lease = leases.take("gc", TIME);
                    if (lease.isPresent()) {
                        return lease.get();
                    }
                } catch (Records.BusyException e) {
                    continue;
                }
            }
        }

        private static void giveBack(Leases leases, Leases.Lease lease) throws IOException {
            while (true) {
                try {
                    leases.giveBack(lease);
                    return;
                } catch (Records.BusyException e) {
                    continue;
                }
            }
        }
    }
}
