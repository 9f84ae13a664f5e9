package dev.framespan.activities.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.testing.UtcClock;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.account.AccountExchange;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.Permit;
import dev.framespan.workflows.account.PermitActivity;
import dev.framespan.workflows.account.PermitRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account's limits in a store, where a render has a Temporal server of its own. */
@Timeout(60)
class StoreAccountTest {
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Clock clock = new UtcClock() {
        @Override
        public Instant instant() {
            return now;
        }
    };
    private final CountDownLatch asking = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final CountDownLatch brokenOff = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();
    private StoreAccount account;

    /** A provider that hangs, and says at last that each task has ended. */
    private List<Permit> hangs(List<Permit> permits) {
        looks.incrementAndGet();
        asking.countDown();
        try {
            answers.await();
        } catch (InterruptedException e) {
            brokenOff.countDown();
            return List.of();
        }
        return permits;
    }

    private void open(PermitActivity permits, Duration betweenLooks) {
        account = new StoreAccount(new MemoryStore(), new Account("loopback", "studio"), permits, clock, betweenLooks);
    }

    private AccountReply tell(List<Integer> asks, Map<String, String> submitted) throws IOException {
        List<PermitRequest> requests = asks.stream()
                .map(number -> new PermitRequest(
                        "shot" + number, "memory", "v1:" + number, "storm", 0, "storm/1/" + number, "run", false))
                .toList();
        return account.exchange(
                new AccountExchange("worker", 1, 10, requests, submitted, null, null, null, null, null, null));
    }

    private void holdOnePermitForThreeMinutes() throws IOException {
        tell(List.of(1), null);
        tell(List.of(), Map.of("shot1", "task-1"));
        now = now.plus(Duration.ofMinutes(3));
    }

    private void tellUntilAsked() throws Exception {
        do {
            tell(List.of(), null);
        } while (!asking.await(20, TimeUnit.MILLISECONDS));
    }

    @AfterEach
    void end() {
        account.close();
    }

    @Test
    void whatIsToldDoesNotWaitForAProviderThatHangs() throws Exception {
        open(this::hangs, Duration.ZERO);
        holdOnePermitForThreeMinutes();

        tellUntilAsked();
        assertThat(tell(List.of(2), null).waiting()).isEqualTo(1);
        assertThat(account.look("worker").running()).isEqualTo(1);
        answers.countDown();

        while (!tell(List.of(2), null).unused().contains("shot2")) {
            Thread.sleep(20);
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheLooks() throws Exception {
        answers.countDown();
        open(this::hangs, Duration.ofMillis(200));
        now = now.minus(Duration.ofHours(1));
        holdOnePermitForThreeMinutes();

        tellUntilAsked();
    }

    @Test
    void twoLooksAreTheTimeBetweenThemApart() throws Exception {
        open(
                permits -> {
                    looks.incrementAndGet();
                    asking.countDown();
                    return List.of();
                },
                Duration.ofSeconds(2));
        holdOnePermitForThreeMinutes();
        long start = System.nanoTime();
        tellUntilAsked();
        for (int i = 0; i < 20; i++) {
            tell(List.of(), null);
            Thread.sleep(20);
        }

        assertThat(looks.get()).isLessThanOrEqualTo((int) ((System.nanoTime() - start) / 2_000_000_000L) + 1);
    }

    @Test
    void closingItBreaksTheLookOff() throws Exception {
        open(this::hangs, Duration.ZERO);
        holdOnePermitForThreeMinutes();
        tellUntilAsked();

        account.close();

        assertThat(brokenOff.await(1, TimeUnit.SECONDS)).isTrue();
        // What an ending worker still has to tell comes after that.
        assertThat(tell(List.of(), null).running()).isEqualTo(1);
    }
}
