package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.generation.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends an outage. */
interface ProbeContract extends ProviderUnderTest {
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 422, 429})
    default void aRefusalIsAsClearAsAnAcceptance(int status) throws ProviderException {
        server().always(answers(status, dialect().error("no", "no")));

        provider().probe();

        assertThat(server().asked()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "NO_FIELD", mode = EnumSource.Mode.EXCLUDE)
    default void anUnclearAnswerEndsNoOutage(Doubt doubt) {
        server().always(doubt.line());

        failure(() -> provider().probe());
    }

    @Test
    default void withoutAConnectionItIsUnreachable() {
        server().close();

        ProviderException failure = failure(() -> provider().probe());

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.status()).isNull();
    }

    @Test
    default void aProbeAsksForNothingThatASubmissionAsksFor() throws ProviderException {
        server().then(answers(200, dialect().accepted(TASK)));
        submit(provider());
        server().always(answers(404, dialect().error("no", "no")));

        provider().probe();

        String bought = server().asked().get(0).body();
        assertThat(server().asked().stream().skip(1))
                .noneMatch(asked -> asked.body().equals(bought));
    }
}
