package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.http.RawServer;
import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paid call: made once, and what its answer proves. */
interface SubmissionContract extends ProviderUnderTest {
    @Test
    default void anAcceptanceYieldsItsTaskInEveryForm() throws ProviderException {
        server().then(answers(200, dialect().accepted(TASK)));
        assertThat(submit(provider())).isEqualTo(TASK);

        for (String form : Lenience.forms(dialect().accepted(TASK))) {
            server().then(answers(201, form));
            assertThat(submit(provider())).as(form).isEqualTo(TASK);
        }
        server().then(answers(200, Lenience.withWordsAsNumbers(dialect().accepted("987654321"))));
        assertThat(submit(provider())).isEqualTo("987654321");
        assertThat(server().asked()).as("each asked for once").hasSize(4);
    }

    @Test
    default void whereItIsToCallIsSentByThoseThatCan() throws ProviderException {
        URI callback = URI.create("https://film.example/callbacks/c0ffee");
        server().always(answers(200, dialect().accepted(TASK)));

        assertThat(provider().submit(request(), links(), Optional.of(callback), Instant.MAX))
                .isEqualTo(TASK);
        assertThat(provider().submit(request(), links(), Optional.empty(), Instant.MAX))
                .isEqualTo(TASK);
        submit(provider());

        List<String> bodies =
                server().asked().stream().map(ScriptedServer.Asked::body).toList();
        assertThat(bodies).as("each asked for once").hasSize(3);
        assertThat(bodies.get(0).contains(callback.toString())).isEqualTo(callsBack());
        assertThat(bodies.get(1)).as("as without one").isEqualTo(bodies.get(2)).doesNotContain("callback");
        if (!callsBack()) {
            assertThat(bodies.get(0)).isEqualTo(bodies.get(2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 413, 415, 422, 429})
    default void aRefusalProvesThatNothingWasAcceptedWhateverItSays(int status) {
        for (String body : List.of(dialect().error("task_refused", "so it is"), "", "<html>no</html>", "{\"err")) {
            server().then(answers(status, body));

            ProviderException failure = failure(() -> submit(provider()));

            assertThat(failure.accepted()).as(body).isEqualTo(Accepted.NO);
            assertThat(failure.kind()).as(body).isNotEqualTo(FailureKind.AMBIGUOUS);
            assertThat(failure.status()).as(body).isEqualTo(status);
        }
        assertThat(server().asked()).as("each asked for once").hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "400,REJECTED",
        "401,UNAUTHORIZED",
        "402,BALANCE",
        "403,UNAUTHORIZED",
        "413,REJECTED",
        "415,REJECTED",
        "422,REJECTED",
        "429,RATE_LIMITED"
    })
    default void aRefusalIsOfTheKindThatDecidesWhatFollowsAndKeepsItsWords(int status, FailureKind kind) {
        server().then(answers(status, dialect().error("task_refused", "so it is")));

        ProviderException failure = failure(() -> submit(provider()));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo("task_refused");
        assertThat(failure).hasMessageContaining("so it is");
    }

    @Test
    default void aCodeThatSpeaksOfPolicyIsARefusalOfTheWords() {
        server().then(answers(400, dialect().error("content_policy_violation", "not these words")));

        assertThat(failure(() -> submit(provider())).kind()).isEqualTo(FailureKind.POLICY);
    }

    @ParameterizedTest
    @EnumSource
    default void anUnclearAnswerIsADoubtAndAskedOnce(Doubt doubt) {
        server().then(doubt.line()).always(answers(200, dialect().accepted(TASK)));

        assertDoubted(failure(() -> submit(provider())));

        assertThat(server().asked()).hasSize(1);
    }

    @Test
    default void halfAnAcceptanceAndOneOfNothingAreDoubts() {
        String accepted = dialect().accepted(TASK);
        for (String body :
                List.of(accepted.substring(0, accepted.length() - 1), dialect().accepted(""))) {
            server().then(answers(200, body));

            assertDoubted(failure(() -> submit(provider())));
        }
    }

    private static void assertDoubted(ProviderException failure) {
        assertThat(failure.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 \u001b[2J \r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: \u001b[2J \r\n\r\n{}"})
    default void anAnswerThatIsNoHttpIsADoubt(String answer) throws IOException {
        try (RawServer garbling = new RawServer(answer.getBytes(US_ASCII))) {
            Provider other = another(garbling.uri("http", ""), Duration.ofSeconds(20));

            assertDoubted(failure(() -> submit(other)));
        }
    }

    @Test
    default void afterTheFenceNothingIsSent() {
        ProviderException failure =
                failure(() -> provider().submit(request(), links(), ProviderContract.NOW.minusMillis(1)));

        assertUnsent(failure, "after the fence");
        assertThat(server().asked()).isEmpty();
    }

    @Test
    default void withoutAConnectionNothingIsSent() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (RawServer speakingNoTls = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII))) {
            for (URI address : List.of(
                    URI.create("http://127.0.0.1:" + closed),
                    URI.create("http://" + "x".repeat(64) + ".invalid"),
                    speakingNoTls.uri("https", ""))) {
                Provider unreachable = another(address, Duration.ofSeconds(20));

                assertUnsent(failure(() -> submit(unreachable)), address.toString());
            }
        }
    }

    private static void assertUnsent(ProviderException failure, String where) {
        assertThat(failure.accepted()).as(where).isEqualTo(Accepted.NO);
        assertThat(failure.kind()).as(where).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.status()).as(where).isNull();
    }
}
