package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static dev.framespan.activities.http.ScriptedServer.breaksOffAfter;
import static dev.framespan.activities.http.ScriptedServer.hangsUp;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer.Asked;
import dev.framespan.activities.http.ScriptedServer.Line;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked when a text is to be spoken, and what each answer proves. */
class KlingSpeechTest extends WithKlingProvider {
    private static final Asset KEPT = new Asset("b".repeat(64), 10, MediaType.MP3);
    private static final GenerationRequest TEXT =
            GenerationRequest.speech("tts-1-hd", "nova", Prompt.of("Das Licht „Élan“\n\"ging aus\""));

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private Asset speak(Instant fence) throws ProviderException {
        return provider.speak(
                TEXT,
                mp3 -> {
                    mp3.transferTo(kept);
                    return KEPT;
                },
                fence);
    }

    private ProviderException refusal() {
        return catchThrowableOfType(ProviderException.class, () -> speak(Instant.MAX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID3\4 and a frame", "\u00ff\u00fb\u0090 a frame", "\u00ff\u00f3\u0084 of 24 kHz"})
    void theAnswerIsTheSoundItself(String mp3) throws ProviderException {
        server.then(answers(200, mp3.getBytes(ISO_8859_1), "Content-Type", "text/plain"));

        assertThat(speak(Instant.MAX)).isEqualTo(KEPT);

        assertThat(kept.toByteArray()).isEqualTo(mp3.getBytes(ISO_8859_1));
        Asked asked = server.onlyAsked();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v1/audio/speech");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(asked.body())
                .isEqualTo(
                        "{\"model\":\"tts-1-hd\",\"voice\":\"nova\",\"input\":\"Das Licht „Élan“\\n\\\"ging aus\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "400,REJECTED",
        "401,UNAUTHORIZED",
        "402,BALANCE",
        "403,UNAUTHORIZED",
        "404,REJECTED",
        "413,REJECTED",
        "415,REJECTED",
        "422,REJECTED",
        "429,RATE_LIMITED"
    })
    void refusalsProveThatNothingWasAccepted(int status, FailureKind kind) {
        server.then(
                answers(status, "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"code\":\"x\"}}"));

        ProviderException refusal = refusal();

        assertThat(refusal.accepted()).isEqualTo(Accepted.NO);
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.status()).isEqualTo(status);
    }

    static List<Line> doubts() {
        return List.of(
                answers(500, "out of order"),
                answers(408, "slow"),
                answers(200, ""),
                answers(204, ""),
                answers(200, "{\"error\":{\"message\":\"late\"}}"),
                answers(200, "<html>one moment</html>"),
                answers(200, new byte[] {(byte) 0xff, (byte) 0xf1, 0x50, 0x40}),
                hangsUp(),
                breaksOffAfter("ID3 and".getBytes(UTF_8), 1_000));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void everythingElseIsADoubtAndAskedOnce(Line answer) {
        server.then(answer);

        ProviderException doubt = refusal();

        assertThat(doubt.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(doubt.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(doubt).message().doesNotContain(KEY);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void whatCannotBeKeptIsPaidForAndNotHad() {
        server.then(answers(200, "ID3 and a frame"));

        ProviderException doubt = catchThrowableOfType(
                ProviderException.class,
                () -> provider.speak(
                        TEXT,
                        mp3 -> {
                            throw new TooLargeException(50);
                        },
                        Instant.MAX));

        assertThat(doubt.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(doubt).hasMessageContaining("did not get into the store whole");
    }

    @Test
    void aCallWhoseTimeIsOverIsProvenUnsent() {
        ProviderException late = catchThrowableOfType(ProviderException.class, () -> speak(NOW.minusMillis(1)));

        assertThat(late.accepted()).isEqualTo(Accepted.NO);
        assertThat(late.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(server.asked()).isEmpty();
    }
}
