package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void aTaskThatIsANumberIsATask() throws ProviderException {
        server.then(answers(201, "{\"task_id\":987654321}"));

        assertThat(submit()).isEqualTo("987654321");
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

    @Test
    void anOrderWhoseTimeIsOverIsProvenUnsent() {
        ProviderException failure = catchThrowableOfType(
                ProviderException.class,
                () -> provider.submit(clip("kling-v3", Action.GENERATE, "720p", false), List.of(), NOW.minusMillis(1)));

        assertThat(failure.accepted()).isEqualTo(Accepted.NO);
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.status()).isNull();
        assertThat(failure).hasMessageContaining("too late");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void noConnectionProvesThatNothingWasSent() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speakingNoTls = new Thread(() -> refuse(plain));
            speakingNoTls.start();
            for (String base : List.of(
                    "http://127.0.0.1:" + closed + "/v1",
                    "http://" + "x".repeat(64) + ".invalid/v1",
                    "https://127.0.0.1:" + plain.getLocalPort() + "/v1")) {
                provider.close();
                provider = at(URI.create(base));

                ProviderException failure = failure();

                assertThat(failure.accepted()).as(base).isEqualTo(Accepted.NO);
                assertThat(failure.kind()).as(base).isEqualTo(FailureKind.UNREACHABLE);
            }
            speakingNoTls.join();
        }
        assertThat(server.asked()).isEmpty();
    }

    /** The JDK's server would wait for more of what it takes for a request. */
    private static void refuse(ServerSocket listening) {
        try (Socket connection = listening.accept()) {
            connection.getInputStream().read(new byte[1_000]);
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatHangsUpAfterItHasHeardIsADoubtAndIsAskedOnce() {
        server.then(ScriptedServer.hangsUp()).always(answers(200, ACCEPTED));

        assertThat(failure().accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOffOrNeverEndsIsADoubt() {
        server.then(ScriptedServer.breaksOffAfter(
                "{\"task_id\":\"t-1\"".getBytes(java.nio.charset.StandardCharsets.UTF_8), 500));
        assertThat(failure().accepted()).isEqualTo(Accepted.UNKNOWN);

        server.then(answers(200, "{\"task_id\":\"" + "x".repeat(2_000_000) + "\"}"));
        assertThat(failure().accepted()).isEqualTo(Accepted.UNKNOWN);
    }
}
