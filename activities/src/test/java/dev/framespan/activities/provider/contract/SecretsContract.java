package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.http.RawServer;
import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.http.ScriptedServer.Line;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key goes to the provider's address and nowhere else, whatever the server does with it. */
interface SecretsContract extends ProviderUnderTest {
    /** Enough of the key to know it by: what is cut may hold a part of it. */
    String BEGINNING = ProviderContract.KEY.substring(0, 16);

    /** A call, and what it gives, as a log might have it. */
    private static List<String> shown(Provider provider, ProviderUnderTest under) {
        List<String> shown = new ArrayList<>();
        shown.add(shown(() -> under.submit(provider)));
        shown.add(shown(() -> provider.status(TASK)));
        shown.add(shown(() -> provider.cancel(TASK)));
        shown.add(shown(() -> {
            provider.probe();
            return "answers";
        }));
        shown.add(provider.toString());
        return shown;
    }

    private static String shown(Call call) {
        try {
            return String.valueOf(call.make());
        } catch (ProviderException e) {
            return ProviderUnderTest.printed(e) + e.code();
        }
    }

    /** One of the provider's calls. */
    interface Call {
        Object make() throws ProviderException;
    }

    @Test
    default void aServerThatRepeatsTheKeyGetsItIntoNothing() {
        String key = ProviderContract.KEY;
        for (Line line : List.of(
                answers(401, dialect().error(key, "no such key: " + key)),
                answers(400, dialect().error("bad", "header was Bearer " + key)),
                answers(500, "header was Bearer " + key),
                answers(200, "garbage " + key),
                answers(200, "<p>".repeat(392) + key),
                answers(200, dialect().failed(TASK, key, "no such key: " + key)),
                answers(200, dialect().inState(TASK, "waits for " + key)),
                answers(302, "", "Location", "/?key=" + key))) {
            server().always(line);

            assertThat(shown(provider(), this)).noneMatch(words -> words.contains(BEGINNING));
        }
    }

    /** What cannot be read as HTTP is quoted by the HTTP client, in the failure or in its cause. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\r\n\r\n",
                "HTTP/1.1 %s\r\n\r\n",
                "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n"
            })
    default void anAnswerThatIsNoHttpAndRepeatsTheKeyGetsItIntoNothing(String answer) throws IOException {
        byte[] bytes = answer.formatted(ProviderContract.KEY).getBytes(US_ASCII);
        try (RawServer garbling = new RawServer(bytes)) {
            Provider other = another(garbling.uri("http", ""), Duration.ofSeconds(20));

            assertThat(shown(other, this)).noneMatch(words -> words.contains(BEGINNING));
        }
    }

    @Test
    default void theKeyIsInNoAddress() throws ProviderException {
        server().then(
                        answers(200, dialect().accepted(TASK)),
                        answers(200, dialect().inState(TASK, "Reviewing")),
                        answers(200, dialect().cancelled(TASK, Refund.UNSAID)))
                .always(answers(404, dialect().error("no", "no")));
        shown(provider(), this);

        assertThat(server().asked()).hasSizeGreaterThan(3).allSatisfy(asked -> assertThat(asked.path())
                .doesNotContain(ProviderContract.KEY));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    default void aRedirectIsNotFollowed(int status) throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer()) {
            server().always(answers(status, "", "Location", elsewhere.uri("/").toString()));

            failure(() -> submit(provider()));
            failure(() -> provider().status(TASK));
            failure(() -> provider().cancel(TASK));

            assertThat(elsewhere.asked()).isEmpty();
        }
    }
}
