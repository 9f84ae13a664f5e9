package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means that is no success, and what of its words gets into a message. */
class KlingErrorsTest extends WithKlingProvider {
    @ParameterizedTest(name = "{0} → {1}, accepted {2}")
    @CsvSource({
        "400,REJECTED,NO",
        "401,UNAUTHORIZED,NO",
        "402,BALANCE,NO",
        "403,UNAUTHORIZED,NO",
        "404,ADDRESS,NO",
        "413,REJECTED,NO",
        "415,REJECTED,NO",
        "422,REJECTED,NO",
        "429,RATE_LIMITED,NO",
        "408,AMBIGUOUS,UNKNOWN",
        "409,AMBIGUOUS,UNKNOWN",
        "500,AMBIGUOUS,UNKNOWN",
        "502,AMBIGUOUS,UNKNOWN",
        "503,AMBIGUOUS,UNKNOWN",
        "504,AMBIGUOUS,UNKNOWN",
        "418,AMBIGUOUS,UNKNOWN"
    })
    void everyStatusProvesWhatItProves(int status, FailureKind kind, Accepted accepted) {
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
    void aServerThatRepeatsTheKeyDoesNotGetItIntoAMessage() {
        server.then(
                answers(401, "{\"error\":{\"message\":\"no such key: " + KEY + "\",\"code\":\"" + KEY + "\"}}"),
                answers(500, "header was Bearer " + KEY),
                answers(200, "garbage " + KEY));

        assertThat(failure().code()).doesNotContain(KEY);
        failure();
        failure();
        assertThat(provider.toString()).doesNotContain(KEY);
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
    void anAnswerThatIsNoHttpIsQuotedHarmlessly() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread other = new Thread(() -> {
                try (Socket caller = socket.accept()) {
                    caller.getInputStream().read(new byte[10_000]);
                    caller.getOutputStream()
                            .write("HTTP/1.1 \u001b[2J\u009b \r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            other.start();
            KlingProvider garbling = at(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1"));

            assertThat(catchThrowableOfType(ProviderException.class, () -> garbling.status("t-1")))
                    .hasMessageStartingWith("no answer from 127.0.0.1")
                    .satisfies(e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
        }
    }

    @ParameterizedTest
    @CsvSource({"7,7", "0,0", "'Sun, 01 Mar 2026 10:01:00 GMT',60", "99999999,3600"})
    void aBusyProviderSaysHowLongToWait(String header, long seconds) {
        server.then(answers(429, "", "Retry-After", header));

        assertThat(failure().retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "Sun, 01 Mar 2026 09:00:00 GMT"})
    void aBusyProviderThatMakesNoSenseIsLeftToOurOwnBackoff(String header) {
        server.then(answers(429, "", "Retry-After", header));

        assertThat(failure().retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAWrongBaseUrlAndTheKeyDoesNotFollowIt(int status) throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer()) {
            server.then(
                    answers(status, "", "Location", elsewhere.uri("/v1/tasks").toString()));

            ProviderException failure = failure();

            assertThat(failure.kind()).isEqualTo(FailureKind.ADDRESS);
            assertThat(failure.accepted()).isEqualTo(Accepted.NO);
            assertThat(failure).hasMessageContaining("KLING_BASE_URL");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }
}
