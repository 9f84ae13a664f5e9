package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.generation.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means that is no success, and what of its words gets into a message. */
class KlingErrorsTest extends WithKlingProvider {
    @ParameterizedTest(name = "{0} → {1}, accepted {2}")
    @CsvSource({"404,ADDRESS,NO", "409,AMBIGUOUS,UNKNOWN"})
    void aStatusThatOtherProvidersMayMeanOtherwiseProvesThis(int status, FailureKind kind, Accepted accepted) {
        server.then(answers(status, "{\"error\":{\"message\":\"so it is\",\"code\":\"task_failed\"}}"));

        ProviderException failure = failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.accepted()).isEqualTo(accepted);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo("task_failed");
        assertThat(failure).hasMessageContaining("so it is");
    }

    @ParameterizedTest
    @CsvSource({"content_policy_violation", "PROMPT_MODERATION", "sensitive_word", "1300", "1301"})
    void aCodeThatSpeaksOfPolicyIsARefusalOfTheWords(String code) {
        server.then(answers(400, "{\"error\":{\"message\":\"no\",\"code\":\"" + code + "\"}}"));

        assertThat(failure().kind()).isEqualTo(FailureKind.POLICY);

        server.then(answers(400, "{\"code\":\"" + code + "\",\"message\":\"not these words\"}"));

        ProviderException older = failure();
        assertThat(older.kind()).isEqualTo(FailureKind.POLICY);
        assertThat(older).hasMessageContaining("not these words");
    }

    @Test
    void aPageInPlaceOfAnErrorIsQuotedWithoutItsMarkup() {
        server.then(answers(502, "<html><body><h1>Bad\n\u001b[31mGateway</h1>" + "x".repeat(5000) + "</body></html>"));

        assertThat(failure().getMessage())
                .contains("Bad [31mGateway")
                .doesNotContain("<h1>")
                .hasSizeLessThan(500);
    }

    @Test
    void wordsAboutATaskThatFailedAreHarmlessAndHoldNoKey() throws ProviderException {
        TaskStatus status = status("{\"task_id\":\"t-1\",\"status\":\"failed\",\"error\":{\"message\":\"" + KEY
                + " \u009b31m\\n\u202e" + "🦊".repeat(400) + "\",\"code\":\"bad\u202e" + KEY + "\"}}");

        assertThat(status.message())
                .startsWith("*** 31m \uFFFD🦊")
                .endsWith("🦊…")
                .hasSizeLessThan(310);
        assertThat(status.code()).isEqualTo("bad\uFFFD***");
    }

    @Test
    void aRedirectIsAWrongBaseUrl() {
        server.then(answers(308, "", "Location", "https://elsewhere.example/v1/tasks"));

        ProviderException failure = failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.ADDRESS);
        assertThat(failure.accepted()).isEqualTo(Accepted.NO);
        assertThat(failure).hasMessageContaining("KLING_BASE_URL");
    }
}
