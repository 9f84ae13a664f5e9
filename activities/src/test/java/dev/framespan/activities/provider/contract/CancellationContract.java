package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus.State;
import dev.framespan.workflows.generation.FailureKind;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is still queued is given back; a cancellation may be repeated. */
interface CancellationContract extends ProviderUnderTest {
    private Optional<Refund> cancel(String answer) throws ProviderException {
        server().then(answers(200, answer));
        return provider().cancel(TASK);
    }

    @Test
    default void aTaskIsCancelledWithWhateverIsSaidAboutItsPrice() throws ProviderException {
        for (Boolean given : new Boolean[] {true, false, null}) {
            String answer = dialect().cancelled(TASK, new Refund(given, null));
            assertThat(cancel(answer).map(Refund::given)).isEqualTo(Optional.ofNullable(given));
            assertThat(cancel(answer)).isPresent();
            for (String form : Lenience.forms(answer)) {
                assertThat(cancel(form)).isPresent();
            }
        }
    }

    @Test
    default void whatGoesOnIsNotCancelled() throws ProviderException {
        assertThat(cancel(dialect().unfinished(TASK, State.PROCESSING, 1))).isEmpty();
        assertThat(cancel(dialect().inState(TASK, "Reviewing"))).isEmpty();
    }

    @Test
    default void aCancellationThatComesTooLateIsRefusedAndNotUnheard() throws ProviderException {
        server().then(answers(200, dialect().cancelled(TASK, new Refund(true, null))))
                .always(dialect().tooLateToCancel());

        assertThat(provider().cancel(TASK)).isPresent();
        assertThat(isRefused()).isTrue();
        assertThat(isRefused()).isTrue();
        assertThat(server().asked()).hasSize(3);
    }

    private boolean isRefused() {
        try {
            return provider().cancel(TASK).isEmpty();
        } catch (ProviderException e) {
            return e.kind() == FailureKind.REJECTED
                    || e.status() != null && Set.of(404, 405, 409, 410).contains(e.status());
        }
    }

    /** Taken for a refusal, it would leave a price unclaimed; so it is asked again. */
    @ParameterizedTest
    @EnumSource
    default void anUnclearAnswerIsNoRefusal(Doubt doubt) {
        server().then(doubt.line()).always(doubt.line());

        ProviderException failure = failure(() -> provider().cancel(TASK));

        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(failure.accepted()).isEqualTo(ProviderException.Accepted.UNKNOWN);
    }

    @Test
    default void aCancellationIsNoSubmission() throws ProviderException {
        server().then(answers(200, dialect().accepted(TASK)));
        submit(provider());
        cancel(dialect().cancelled(TASK, Refund.UNSAID));

        assertThat(server().asked())
                .extracting(asked -> asked.method() + " " + asked.path())
                .doesNotHaveDuplicates();
    }
}
