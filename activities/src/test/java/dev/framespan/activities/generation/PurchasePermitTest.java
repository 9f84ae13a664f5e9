package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.account.UnlimitedPermits;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the account is told of a submission that was made under its permit. */
class PurchasePermitTest {
    @TempDir
    Path folder;

    private final Recorded permits = new Recorded();
    private TestPurchases purchases;

    /** Permits for all, and what was told of them. */
    private static final class Recorded extends UnlimitedPermits {
        private final List<String> told = new ArrayList<>();
        private String id;

        @Override
        public boolean take(PermitRequest request, Duration most) {
            id = request.id();
            return true;
        }

        private void tell(String what, String permit) {
            assertThat(permit).isEqualTo(id);
            told.add(what);
        }

        @Override
        public void submitted(String permit, String task) {
            tell("submitted " + task, permit);
        }

        @Override
        public void leave(String permit) {
            tell("left", permit);
        }

        @Override
        public void giveBack(String permit) {
            tell("given back", permit);
        }

        @Override
        public void refused(Optional<Duration> rest) {
            told.add("refused"
                    + rest.map(time -> " for " + time.toSeconds() + " s").orElse(""));
        }

        @Override
        public void answered(String permit, long epoch, boolean accepted) {
            tell(accepted ? "answered clearly" : "answered unclearly", permit);
        }
    }

    @BeforeEach
    void open() throws IOException {
        purchases = TestPurchases.inMemory(folder);
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private SubmitResult buy() throws IOException {
        return purchases.under(permits).buy(TestPurchases.purchase("run-1"), 0);
    }

    @Test
    void aTaskKeepsThePermit() throws IOException {
        assertThat(buy().task()).isNotNull();

        assertThat(permits.told).containsExactly("submitted task-1");
    }

    @Test
    void whoFindsATaskThatRunsTellsOfItSinceItsWorkerMayHaveDiedBefore() throws IOException {
        buy();
        permits.told.clear();
        purchases.restart();

        assertThat(buy().task().task()).isEqualTo("task-1");

        assertThat(permits.told).containsExactly("submitted task-1");
    }

    @Test
    void aRefusalAsOneTooManyIsToldWithTheRestThatTheProviderWants() throws IOException {
        purchases.provider.plays(ScriptedProvider.isBusy(Duration.ofSeconds(7)));

        assertThat(buy().task()).isNull();

        assertThat(permits.told).containsExactly("refused for 7 s", "given back");
    }

    @Test
    void soIsOneThatNamesNoTime() throws IOException {
        purchases.provider.plays(ScriptedProvider.refuses(FailureKind.RATE_LIMITED, 429));

        assertThat(buy().task()).isNull();

        assertThat(permits.told).containsExactly("refused", "given back");
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "POLICY", "UNAUTHORIZED", "BALANCE"})
    void anyOtherRefusalGivesThePermitBack(FailureKind kind) {
        purchases.provider.plays(ScriptedProvider.refuses(kind, 400));

        assertThatThrownBy(this::buy).isInstanceOf(ApplicationFailure.class);

        assertThat(permits.told).containsExactly("given back");
    }

    @Test
    void anUnclearAnswerLeavesThePermitToTheAccount() {
        purchases.provider.plays(ScriptedProvider.ANSWERS_502);

        assertThatThrownBy(this::buy).isInstanceOf(ApplicationFailure.class);

        assertThat(permits.told).containsExactly("left", "answered unclearly");
    }

    @Test
    void soDoesWhateverBreaksWhileItIsSent() {
        purchases.provider.plays(provider -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(this::buy).isInstanceOf(ApplicationFailure.class);

        assertThat(permits.told).containsExactly("left", "answered unclearly");
    }
}
