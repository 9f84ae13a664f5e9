package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer.Asked;
import dev.framespan.activities.http.ScriptedServer.Line;
import dev.framespan.activities.media.engine.TestSounds;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    private final ByteArrayOutputStream aside = new ByteArrayOutputStream();

    /** Keeps everything in memory. */
    private class Keeper implements Provider.SoundKeeper {
        @Override
        public Asset keep(InputStream sound, MediaType type) throws IOException {
            sound.transferTo(kept);
            return new Asset(KEPT.sha256(), KEPT.bytes(), type);
        }

        @Override
        public String setAside(InputStream answer) throws IOException {
            answer.transferTo(aside);
            return "answers/abc";
        }
    }

    private Asset speak(Instant fence) throws ProviderException {
        return provider.speak(TEXT, new Keeper(), fence);
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

    @Test
    void aProviderWithoutThisCallSpeaksNothingAndMayMakeClips() {
        server.then(answers(404, "{\"error\":{\"message\":\"no\",\"code\":\"x\"}}"));

        ProviderException refusal = refusal();

        assertThat(refusal.accepted()).isEqualTo(Accepted.NO);
        assertThat(refusal.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(refusal).hasMessageContaining("speaks no texts");
    }

    static List<Line> doubts() {
        return List.of(
                answers(200, "{\"error\":{\"message\":\"late\"}}"),
                answers(200, new byte[] {(byte) 0xff, (byte) 0xf1, 0x50, 0x40}));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void whatIsNoSoundIsADoubt(Line answer) {
        server.then(answer);

        ProviderException doubt = refusal();

        assertThat(doubt.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(doubt.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(doubt).message().doesNotContain(KEY);
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "RIFF____WAVEfmt , WAV",
        "OggS and a page, OGG",
        "fLaC and a block, FLAC",
        "____ftypM4A and boxes, M4A",
        "____ftypisom and boxes, M4A"
    })
    void anotherSoundIsKeptAsWhatItIs(String sound, MediaType type) throws ProviderException {
        server.then(answers(200, sound, "Content-Type", "audio/mpeg"));

        assertThat(speak(Instant.MAX).type()).isEqualTo(type);

        assertThat(kept.toString(UTF_8)).isEqualTo(sound);
    }

    @Test
    void anAnswerThatIsNoSoundIsKeptForTheOperatorAndSaidToBe() {
        byte[] adts = new byte[3_000];
        adts[0] = (byte) 0xff;
        adts[1] = (byte) 0xf1;
        server.then(answers(200, adts));

        ProviderException doubt = refusal();

        assertThat(doubt.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(doubt)
                .hasMessageEndingWith(
                        "; it is no sound that can be used, and all of it is in the store as answers/abc");
        assertThat(aside.toByteArray()).isEqualTo(adts);
        assertThat(kept.size()).isZero();
    }

    @Test
    void anAnswerThatEndsWithItsConnectionIsTakenWhereItEndsWithAFrame(@TempDir Path folder) throws Exception {
        TestSounds.mp3(folder.resolve("spoken.mp3"), 24_000, 24_000);
        byte[] mp3 = Files.readAllBytes(folder.resolve("spoken.mp3"));

        assertThat(answeredWithoutLength(mp3)).isEqualTo(KEPT);
        assertThat(kept.toByteArray()).isEqualTo(mp3);

        byte[] tag = "ID3\4\0\0\0\0\0\5title".getBytes(ISO_8859_1);
        byte[] tagged = Arrays.copyOf(tag, tag.length + mp3.length);
        System.arraycopy(mp3, 0, tagged, tag.length, mp3.length);
        assertThat(answeredWithoutLength(tagged)).isEqualTo(KEPT);
        assertThat(answeredWithoutLength(Arrays.copyOf(mp3, mp3.length + 128))).isEqualTo(KEPT);

        for (int missing : new int[] {1, 50, mp3.length / 2 + 1}) {
            assertThatThrownBy(() -> answeredWithoutLength(Arrays.copyOf(mp3, mp3.length - missing)))
                    .isInstanceOfSatisfying(ProviderException.class, doubt -> assertThat(doubt.accepted())
                            .isEqualTo(Accepted.UNKNOWN))
                    .hasMessageContaining("the answer ends within a frame of its sound");
        }
    }

    private Asset answeredWithoutLength(byte[] sound) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KlingProvider other = at(URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v1"))) {
            Thread answering = new Thread(() -> answer(listening, sound));
            answering.start();
            try {
                return other.speak(TEXT, new Keeper(), Instant.MAX);
            } finally {
                answering.join();
            }
        }
    }

    private static void answer(ServerSocket listening, byte[] sound) {
        try (Socket connection = listening.accept()) {
            InputStream in = connection.getInputStream();
            in.read(new byte[10_000]);
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            connection.getOutputStream().write(sound);
            connection.shutdownOutput();
            in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeKeptIsPaidForAndNotHad() {
        server.then(answers(200, "ID3 and a frame"));

        ProviderException doubt = catchThrowableOfType(
                ProviderException.class,
                () -> provider.speak(
                        TEXT,
                        new Keeper() {
                            @Override
                            public Asset keep(InputStream sound, MediaType type) throws IOException {
                                throw new TooLargeException(50);
                            }
                        },
                        Instant.MAX));

        assertThat(doubt.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(doubt).hasMessageContaining("did not get into the store whole");
    }
}
