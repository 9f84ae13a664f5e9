package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.workflows.generation.FailureKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers prove that a submission was accepted, and which leave a doubt. */
class KlingAcceptanceTest extends WithKlingProvider {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"success\",\"data\":\"t-1\"}",
                "{\"code\":\"success\",\"data\":{\"task_id\":\"t-1\"}}",
                "{\"task_id\":\"t-1\"}",
                "{\"id\":\"t-1\",\"created_at\":1772359200}",
                "{\"task_id\":\"t-1\",\"created_at\":\"2026-03-01T10:00:00Z\",\"new\":{\"field\":[1]}}"
            })
    void everyFormOfAcceptanceYieldsItsTask(String body) throws ProviderException {
        server.then(answers(200, body));

        assertThat(submit()).isEqualTo("t-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html>welcome</html>",
                "{\"task_id\":\"t-1\",\"sta",
                "{\"status\":\"queued\"}",
                "{\"task_id\":\"\"}",
                "{\"code\":\"failed\",\"data\":\"insufficient_quota\"}"
            })
    void aGarbledAcceptanceIsADoubtWithItsWordsKept(String body) {
        server.then(answers(200, body));

        ProviderException failure = failure();

        assertThat(failure.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(failure.getMessage().contains("t-1")).isEqualTo(body.contains("t-1"));
    }
}
