package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech: a paid call, too, that is answered with the sound; or refused by a provider that speaks nothing. */
interface SpeechContract extends ProviderUnderTest {
    /** Keeps everything in memory. */
    final class Keeper implements Provider.SoundKeeper {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public Asset keep(InputStream sound, MediaType type) throws IOException {
            sound.transferTo(kept);
            return new Asset("b".repeat(64), kept.size(), type);
        }

        @Override
        public String setAside(InputStream answer) throws IOException {
            answer.readAllBytes();
            return "answers/abc";
        }
    }

    private GenerationRequest text() {
        assumeTrue(speech().isPresent(), "it speaks no texts");
        return speech().orElseThrow();
    }

    @Test
    default void whatIsSpokenIsKeptWhole() throws ProviderException {
        byte[] mp3 = ("ID3\4" + "a frame".repeat(10_000)).getBytes(ISO_8859_1);
        server().then(answers(200, mp3, "Content-Type", "audio/mpeg"));
        Keeper keeper = new Keeper();

        Asset spoken = provider().speak(text(), keeper, Instant.MAX);

        assertThat(spoken.type()).isEqualTo(MediaType.MP3);
        assertThat(keeper.kept.toByteArray()).isEqualTo(mp3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 413, 415, 422, 429})
    default void aRefusalToSpeakProvesThatNothingWasAccepted(int status) {
        server().then(answers(status, dialect().error("task_refused", "so it is")));
        GenerationRequest text = text();

        assertThat(failure(() -> provider().speak(text, new Keeper(), Instant.MAX))
                        .accepted())
                .isEqualTo(Accepted.NO);
    }

    @ParameterizedTest
    @EnumSource
    default void anUnclearAnswerToATextIsADoubtAndAskedOnce(Doubt doubt) {
        server().then(doubt.line());
        GenerationRequest text = text();

        ProviderException failure = failure(() -> provider().speak(text, new Keeper(), Instant.MAX));

        assertThat(failure.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(server().asked()).hasSize(1);
    }

    @Test
    default void aSoundThatBreaksOffIsADoubt() {
        server().then(ScriptedServer.breaksOffAfter("ID3 and".getBytes(ISO_8859_1), 1_000));
        GenerationRequest text = text();

        assertThat(failure(() -> provider().speak(text, new Keeper(), Instant.MAX))
                        .accepted())
                .isEqualTo(Accepted.UNKNOWN);
    }

    @Test
    default void aTextAfterTheFenceIsNotSent() {
        GenerationRequest text = text();

        ProviderException failure =
                failure(() -> provider().speak(text, new Keeper(), ProviderContract.NOW.minusMillis(1)));

        assertThat(failure.accepted()).isEqualTo(Accepted.NO);
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(server().asked()).isEmpty();
    }

    @Test
    default void aProviderThatSpeaksNothingRefusesATextUnasked() {
        assumeTrue(speech().isEmpty(), "it speaks texts");
        GenerationRequest text = GenerationRequest.speech("any-voice", "nova", Prompt.of("The light went out."));

        ProviderException failure = failure(() -> provider().speak(text, new Keeper(), Instant.MAX));

        assertThat(failure.accepted()).isEqualTo(Accepted.NO);
        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(server().asked()).isEmpty();
    }
}
