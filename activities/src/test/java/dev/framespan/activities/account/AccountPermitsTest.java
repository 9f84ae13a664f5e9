package dev.framespan.activities.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.account.AccountExchange;
import dev.framespan.workflows.account.AccountLimits;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.PermitRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker's activities ask and tell of their account. */
class AccountPermitsTest {
    private static final Duration SOON = Duration.ofMillis(50);
    /** Long enough for an answer: what is asked is gathered for a tenth of a second before it is told. */
    private static final Duration ANSWERED = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Shared account = new Shared();
    private final List<AccountPermits> workers = new ArrayList<>();
    private final ExecutorService activities = Executors.newCachedThreadPool();

    /** An account that all workers of a test share. */
    private static final class Shared implements AccountExchanges {
        private AccountLimits limits = new AccountLimits();
        private final AtomicInteger exchanges = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean away;

        @Override
        public synchronized AccountReply exchange(AccountExchange told) throws IOException {
            if (away) {
                failures.incrementAndGet();
                throw new IOException("the server is away");
            }
            exchanges.incrementAndGet();
            return limits.exchange(told, System.currentTimeMillis());
        }

        synchronized void forget() {
            limits = new AccountLimits();
        }

        @Override
        public synchronized AccountReply look(String worker) throws IOException {
            if (away) {
                failures.incrementAndGet();
                throw new IOException("the server is away");
            }
            return limits.look(worker, System.currentTimeMillis());
        }
    }

    private AccountPermits worker(int maxParallel) {
        AccountPermits worker = new AccountPermits(account, "worker-" + workers.size(), maxParallel, 10);
        workers.add(worker);
        return worker;
    }

    private static PermitRequest request(int number) {
        return new PermitRequest(
                "shot" + number, "store", "v1:" + number, "storm", 0, "storm/1/" + number, "run", false);
    }

    private static void until(Callable<Boolean> fulfilled) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!fulfilled.call()) {
            assertThat(System.nanoTime()).as("a minute has passed").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @AfterEach
    void end() {
        workers.forEach(AccountPermits::close);
        activities.shutdownNow();
    }

    @Test
    void aPermitThatIsGivenBackGoesToWhoeverWaitsOnAnotherWorker() throws Exception {
        AccountPermits one = worker(1);
        AccountPermits other = worker(1);
        assertThat(one.take(request(1), LONG)).isTrue();
        one.submitted("shot1", "task-1");

        Future<Boolean> waiting = activities.submit(() -> other.take(request(2), LONG));
        assertThat(other.take(request(2), ANSWERED)).isFalse();
        assertThat(waiting.isDone()).isFalse();
        other.end("shot1", "task-1");

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void howLongAPermitWasWaitedForIsToldOnceWithAllTries() throws Exception {
        List<Duration> waits = new CopyOnWriteArrayList<>();
        AccountPermits worker = new AccountPermits(account, "waiting", 1, 10, waits::add);
        workers.add(worker);
        assertThat(worker.take(request(1), LONG)).isTrue();
        worker.submitted("shot1", "task-1");

        assertThat(worker.take(request(2), Duration.ofMillis(500))).isFalse();
        worker.end("shot1", "task-1");
        until(() -> worker.take(request(2), LONG));

        assertThat(waits).hasSize(2);
        assertThat(waits.get(1)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whatManyAskIsExchangedInOneGo() throws Exception {
        AccountPermits worker = worker(50);
        List<Future<Boolean>> taken = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            taken.add(activities.submit(() -> worker.take(request(number), LONG)));
        }
        for (Future<Boolean> each : taken) {
            assertThat(each.get()).isTrue();
        }
        // On a busy machine some come later than the others.
        assertThat(account.exchanges).hasValueLessThan(25);
    }

    @Test
    void aGrantThatNoActivityComesForIsGivenBack() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(1), LONG)).isTrue();
        assertThat(worker.take(request(2), ANSWERED)).isFalse();
        until(() -> worker.last().filter(reply -> reply.waiting() == 1).isPresent());

        // The activity of shot 2 was cancelled, and never comes back.
        worker.giveBack("shot1");

        until(() -> worker.take(request(3), SOON));
    }

    @Test
    void whatCannotBeToldIsToldAgain() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(1), LONG)).isTrue();
        account.away = true;
        worker.giveBack("shot1");
        assertThat(worker.take(request(2), Duration.ofMillis(500))).isFalse();
        account.away = false;

        until(() -> worker.take(request(2), LONG));
    }

    @Test
    void aWorkerThatEndsGivesBackWhatItHasNotUsed() throws Exception {
        AccountPermits ending = worker(1);
        // The activity that asked was cancelled before the answer came.
        assertThat(ending.take(request(1), Duration.ZERO)).isFalse();
        until(() ->
                ending.last().filter(reply -> reply.unused().contains("shot1")).isPresent());
        ending.close();

        assertThat(worker(1).take(request(2), LONG)).isTrue();
    }

    @Test
    void aRefusalIsKnownToAllWorkers() throws Exception {
        AccountPermits one = worker(20);
        AccountPermits other = worker(20);
        assertThat(one.take(request(1), LONG)).isTrue();
        one.submitted("shot1", "task-1");
        long refusedAt = System.currentTimeMillis();
        one.refused(Optional.of(Duration.ofSeconds(3)));
        until(() -> one.last().filter(reply -> reply.restMillis() > 0).isPresent());

        other.end("shot1", "task-1");
        until(() -> other.take(request(2), LONG));
        assertThat(System.currentTimeMillis() - refusedAt)
                .as("granted when the provider was left alone for as long as it asked")
                .isGreaterThanOrEqualTo(3_000);
        assertThat(other.last().orElseThrow().limit()).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredUnclearlyIsKnownToWhoeverAsksAfterwards() throws Exception {
        AccountPermits one = worker(20);
        AccountPermits other = worker(20);
        assertThat(one.take(request(1), LONG)).isTrue();
        assertThat(other.take(request(2), LONG)).isTrue();

        one.answered("shot1", 0, false);
        assertThat(one.fresh(LONG).orElseThrow().state().unclear())
                .as("told before it is looked at")
                .isTrue();
        Thread.sleep(600);
        assertThat(other.fresh(LONG).orElseThrow().state().allows("shot2"))
                .as("granted before")
                .isFalse();
        assertThat(account.limits.look("any", System.currentTimeMillis()).unused())
                .contains("shot2");
        assertThat(other.take(request(2), LONG))
                .as("as the one that tries again")
                .isTrue();
        assertThat(other.fresh(LONG).orElseThrow().state().allows("shot2")).isTrue();
    }

    @Test
    void oneActivityOfOneWorkerProbes() throws Exception {
        AccountPermits one = worker(20);
        AccountPermits other = worker(20);
        one.answered("shot1", 0, false);
        one.answered("shot2", 0, false);
        until(() -> one.fresh(LONG).orElseThrow().state().probeDue());
        List<Future<Optional<String>>> asking = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asking.add(activities.submit(() -> one.toProbe(LONG)));
            asking.add(activities.submit(() -> other.toProbe(LONG)));
        }
        List<String> tokens = new ArrayList<>();
        for (Future<Optional<String>> each : asking) {
            each.get().ifPresent(tokens::add);
        }
        assertThat(tokens).hasSize(1);

        one.probed(tokens.get(0), true);
        assertThat(one.fresh(LONG).orElseThrow().state().restMillis()).isZero();
        assertThat(one.take(request(3), LONG)).isTrue();
    }

    @Test
    void anAccountThatCannotBeAskedIsWaitedForNoLongerThanThat() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(1), LONG)).isTrue();
        account.away = true;
        long start = System.nanoTime();
        worker.answered("shot1", 0, false);

        assertThat(worker.fresh(Duration.ofMillis(300))).isEmpty();
        assertThat(worker.toProbe(Duration.ofMillis(300))).isEmpty();
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(account.failures)
                .as("it is asked again every two seconds")
                .hasValueLessThanOrEqualTo(2 + (int) seconds / 2);
        account.away = false;
        assertThat(worker.fresh(LONG).orElseThrow().state().unclear()).isTrue();
    }

    @Test
    void twoFilmsOfOneWorkerThatBuyTheSameTakeNoPermitFromEachOther() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(1), LONG)).isTrue();
        assertThat(worker.take(request(1), LONG)).isTrue();

        worker.giveBack("shot1");

        assertThat(worker.take(request(2), Duration.ofSeconds(1))).isFalse();
        worker.giveBack("shot1");
        until(() -> worker.take(request(2), LONG));
    }

    @Test
    void anAccountThatForgotWhatRunsHearsOfItWithItsTask() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(1), LONG)).isTrue();
        account.forget();

        worker.submitted("shot1", "task-1");

        until(() -> worker.fresh(LONG).filter(reply -> reply.running() == 1).isPresent());
        assertThat(worker.take(request(2), Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void whereManyWaitOneThatComesBackHoldsNoThread() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(0), LONG)).isTrue();
        for (int i = 1; i <= 60; i++) {
            assertThat(worker.take(request(i), Duration.ZERO)).isFalse();
        }
        until(() -> worker.last().filter(reply -> reply.waiting() == 60).isPresent());

        long before = System.nanoTime();
        assertThat(worker.take(request(60), LONG)).isFalse();
        assertThat(System.nanoTime() - before).isLessThan(LONG.toNanos() / 2);
    }

    @Test
    void whereManyWaitTheOneThatComesNextHasWhatIsGivenBackAtOnce() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(0), LONG)).isTrue();
        for (int i = 1; i <= 60; i++) {
            assertThat(worker.take(request(i), Duration.ZERO)).isFalse();
        }
        until(() -> worker.last().filter(reply -> reply.waiting() == 60).isPresent());

        Future<Boolean> next = activities.submit(() -> worker.take(request(1), LONG));
        Thread.sleep(1_500);
        assertThat(next.isDone()).as("it waits here longer than others").isFalse();
        worker.giveBack("shot0");

        assertThat(next.get()).isTrue();
    }

    @Test
    void whoHoldsAPermitIsToldWithTheNextExchange() throws Exception {
        AccountPermits worker = worker(2);
        assertThat(worker.take(request(1), LONG)).isTrue();
        int before = account.exchanges.get();
        worker.submitted("shot1", "task-1");
        assertThat(worker.take(request(2), LONG)).isTrue();

        assertThat(account.exchanges).hasValue(before + 1);
        assertThat(account.look("other").unused()).containsExactly("shot2");
    }

    @Test
    void whoHoldsAPermitIsToldByItselfWhereNothingElseIsToBeTold() throws Exception {
        AccountPermits worker = worker(1);
        assertThat(worker.take(request(1), LONG)).isTrue();
        worker.submitted("shot1", "task-1");

        until(() -> account.look("other").unused().isEmpty());
    }
}
