package dev.framespan.activities.generation;

import static dev.framespan.activities.generation.ScriptedProvider.ANSWERS_502;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.AccountExchange;
import dev.framespan.workflows.account.AccountLimits;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.account.ProbeAnswer;
import dev.framespan.workflows.account.SubmissionAnswer;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.SubmitResult.Cause;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores pay with one account: while its provider answers unclearly, both together ask as seldom as one alone would. */
class SharedOutageTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final AccountLimits limits = new AccountLimits();
    private PayingStore calm;
    private PayingStore storm;

    @BeforeEach
    void open() throws IOException {
        calm = new PayingStore("calm");
        storm = new PayingStore("storm");
    }

    @AfterEach
    void close() throws IOException {
        calm.processes.close();
        storm.processes.close();
    }

    /** A store with its worker, which tells the account everything at once. */
    private final class PayingStore implements TaskPermits {
        private final Store store = new MemoryStore();
        private final LiveProcesses processes;
        private final PurchaseExecutor executor;
        private final String worker;
        private boolean reachable = true;
        private Runnable granted = () -> {};

        PayingStore(String worker) throws IOException {
            this.worker = worker;
            this.processes = new LiveProcesses(folder.resolve(worker));
            this.executor = new PurchaseExecutor(
                    store,
                    processes,
                    provider,
                    ProviderRealms.of(provider.realm()),
                    new InputLinks(store, provider, List.of(provider), Optional.empty(), clock),
                    SubmissionSettings.UNLIMITED,
                    new SubmissionsInFlight(),
                    this,
                    CallbackUrls.NONE,
                    clock,
                    System::nanoTime,
                    new Random(42));
        }

        Optional<Cause> causeOf(int shot) throws IOException {
            return Optional.ofNullable(buy(shot).cause());
        }

        SubmitResult buy(int shot) throws IOException {
            return executor.buy(TestPurchases.shot(shot), 0);
        }

        void assertAsks(int shot) throws IOException {
            try {
                throw new AssertionError("no stop: " + buy(shot));
            } catch (ApplicationFailure failure) {
                assertThat(Stop.of(failure).orElseThrow().kind()).isEqualTo(FailureKind.AMBIGUOUS);
            }
        }

        private AccountReply tell(
                List<PermitRequest> asks,
                Map<String, String> submitted,
                Map<String, String> ended,
                List<SubmissionAnswer> answers,
                Boolean wouldProbe,
                ProbeAnswer probed) {
            return limits.exchange(
                    new AccountExchange(
                            worker, 20, 10, asks, submitted, ended, null, answers, wouldProbe, probed, null),
                    clock.millis());
        }

        @Override
        public boolean take(PermitRequest request, Duration most) {
            boolean taken = tell(List.of(request), null, null, null, null, null)
                    .unused()
                    .contains(request.id());
            if (taken) {
                granted.run();
            }
            return taken;
        }

        @Override
        public void submitted(String id, String task) {
            tell(null, Map.of(id, task), null, null, null, null);
        }

        @Override
        public void leave(String id) {}

        @Override
        public void giveBack(String id) {
            end(id, "");
        }

        @Override
        public void end(String id, String task) {
            tell(null, null, Map.of(id, task), null, null, null);
        }

        @Override
        public void refused(Optional<Duration> rest) {
            throw new AssertionError("nothing is refused here");
        }

        @Override
        public Optional<AccountReply> last() {
            return reachable ? Optional.of(limits.look(worker, clock.millis())) : Optional.empty();
        }

        @Override
        public Optional<AccountReply> fresh(Duration most) {
            return last();
        }

        @Override
        public Optional<String> toProbe(Duration most) {
            return Optional.ofNullable(
                    tell(null, null, null, null, true, null).state().probe());
        }

        @Override
        public void probed(String token, boolean clear) {
            tell(null, null, null, null, null, new ProbeAnswer(token, clear));
        }

        @Override
        public void answered(String id, long epoch, boolean accepted) {
            SubmissionAnswer answer = new SubmissionAnswer(UUID.randomUUID().toString(), id, epoch, accepted);
            tell(null, null, null, List.of(answer), null, null);
        }
    }

    private void breaksDown() {
        for (int call = 0; call < 100; call++) {
            provider.plays(ANSWERS_502);
        }
    }

    @Test
    void bothTogetherAskForTwoAndOneMoreAfterAProbeThatWasWorthNothing() throws IOException {
        breaksDown();
        int asked = 0;
        for (long tens = 0; tens < Duration.ofHours(2).toSeconds() / 10; tens++) {
            for (PayingStore store : List.of(calm, storm)) {
                try {
                    assertThat(store.causeOf(asked)).isNotEmpty();
                } catch (ApplicationFailure stop) {
                    asked++;
                }
            }
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(provider.calls()).isEqualTo(3);
        assertThat(provider.probes())
                .as("both stores probe alone, too, after the account did")
                .isLessThan(10);
    }

    @Test
    void theOtherStoreWaitsAndSaysWhy() throws IOException {
        breaksDown();
        calm.assertAsks(1);
        storm.assertAsks(1);

        SubmitResult waits = storm.buy(2);
        assertThat(waits.cause()).isEqualTo(Cause.OUTAGE);
        assertThat(waits.words()).isEqualTo("provider answers unclearly; submissions pause until it answers again");
        assertThat(calm.causeOf(2)).contains(Cause.OUTAGE);
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    void oneWorkerProbesForBoth() throws IOException {
        breaksDown();
        calm.assertAsks(1);
        storm.assertAsks(1);
        for (int i = 0; i < 400; i++) {
            provider.answersProbes(ANSWERS_502);
        }
        for (int second = 0; second < 600; second++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(calm.causeOf(2)).contains(Cause.OUTAGE);
            assertThat(storm.causeOf(2)).contains(Cause.OUTAGE);
        }

        assertThat(provider.probes()).isBetween(14, 25);
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    void aDecisionInOneStoreThatEndsItEndsItInTheOther() throws IOException {
        provider.plays(ANSWERS_502, ANSWERS_502, ANSWERS_502);
        calm.assertAsks(1);
        storm.assertAsks(1);
        clock.advance(Duration.ofMinutes(1));
        storm.assertAsks(2);
        clock.advance(Duration.ofMinutes(1));
        assertThat(calm.buy(2).words()).endsWith("try one with --rebuy, or wait");
        assertThat(storm.buy(3).words()).endsWith("try one with --rebuy, or wait");
        int probes = provider.probes();

        new Decisions(calm.store).rebuy("storm", "shot-1", clock.instant());
        assertThat(calm.causeOf(1)).as("the account's pause ends by a probe").isEmpty();

        assertThat(storm.causeOf(3)).as("it was bought").isEmpty();
        assertThat(calm.causeOf(2)).as("it was bought").isEmpty();
        assertThat(provider.probes() - probes).isEqualTo(1);
    }

    @Test
    void aPermitThatWasGrantedBeforeTheUnclearAnswersIsNotUsedAfterThem() throws IOException {
        breaksDown();
        storm.granted = () -> {
            storm.granted = () -> {};
            try {
                calm.assertAsks(1);
                calm.assertAsks(2);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };

        SubmitResult waits = storm.buy(1);

        assertThat(waits.cause()).isEqualTo(Cause.PERMIT);
        assertThat(waits.words()).contains("another submission of the account tries again first");
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    void whileTheAccountCannotBeAskedEachStoreHoldsByItself() throws IOException {
        breaksDown();
        calm.reachable = false;
        calm.assertAsks(1);
        calm.assertAsks(2);

        assertThat(calm.causeOf(3)).contains(Cause.OUTAGE);
        assertThat(provider.calls()).isEqualTo(2);
    }
}
