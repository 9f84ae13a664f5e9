package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.workflows.generation.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends an outage. */
class KlingProbeTest extends WithKlingProvider {
    @Test
    void aProbeAsksForATaskThatCannotBeAndOrdersNothing() throws ProviderException {
        server.then(answers(404, "{\"error\":{}}"), answers(400, "{\"error\":{}}"));

        provider.probe();

        assertThat(server.asked())
                .extracting(asked -> asked.method() + " " + asked.path() + " " + asked.body())
                .containsExactly("GET /v1/tasks/framespan-probe ", "POST /v1/tasks {}");
        assertThat(server.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsOnly("Bearer " + KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "404,400", "200,422", "404,401", "404,402", "404,403", "404,404", "404,413", "404,415", "404,429", "429,429",
        "200,200"
    })
    void whateverIsAnsweredClearlyEndsAnOutage(int get, int post) throws ProviderException {
        server.then(answers(get, "{}"), answers(post, "{}"));

        provider.probe();
    }

    @ParameterizedTest
    @CsvSource({"502,400", "404,502", "404,500", "404,408", "404,409", "404,503", "404,418"})
    void anUnclearAnswerToEitherQuestionDoesNot(int get, int post) {
        server.then(answers(get, "{}"), answers(post, "{}"));

        ProviderException failure = catchThrowableOfType(ProviderException.class, provider::probe);

        assertThat(failure.accepted()).isEqualTo(Accepted.UNKNOWN);
    }

    @Test
    void aPageWithAStatusOfSuccessOrABrokenConnectionDoesNotEither() {
        server.then(answers(404, "{}"), answers(200, "<html>welcome</html>"), answers(200, "<html>welcome</html>"));
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe))
                .isNotNull();
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe))
                .isNotNull();
        server.then(ScriptedServer.hangsUp());
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe))
                .isNotNull();
        server.close();
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe)
                        .kind())
                .isEqualTo(FailureKind.UNREACHABLE);
    }
}
