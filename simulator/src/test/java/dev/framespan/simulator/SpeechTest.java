package dev.framespan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts are spoken at once, and charged before they are answered. */
class SpeechTest {
    private static final String CALL = "/v1/audio/speech";
    private static final String TEN = "ten letter";

    @TempDir
    Path state;

    @Test
    void aTextIsAnMp3AsLongAsItIsReadAloudAndIsChargedByTheCharacter() throws Exception {
        try (Caller caller = Caller.start(state)) {
            Caller.Reply spoken = caller.post(CALL, body("tts-1", "nova", TEN.repeat(9)));

            assertThat(spoken.status()).isEqualTo(200);
            assertThat(spoken.raw().headers().firstValue("Content-Type")).contains("audio/mpeg");
            assertThat(seconds(spoken)).isCloseTo(90 / 15.0, within(0.1));
            JsonNode entry = caller.ledger().at("/entries/0");
            assertThat(entry.get("action").asText()).isEqualTo("speech");
            assertThat(entry.get("voice").asText()).isEqualTo("nova");
            assertThat(charged(caller)).isEqualByComparingTo("0.00135");
        }
        try (Caller again = Caller.start(state)) {
            assertThat(charged(again)).as("after a restart").isEqualByComparingTo("0.00135");
        }
    }

    @Test
    void voicesDifferAndOneIsAlwaysTheSame() throws Exception {
        try (Caller caller = Caller.start(state)) {
            byte[] nova = caller.post(CALL, body("tts-1", "nova", TEN)).raw().body();

            assertThat(caller.post(CALL, body("tts-1", "nova", TEN)).raw().body())
                    .isEqualTo(nova);
            assertThat(caller.post(CALL, body("tts-1", "onyx", TEN)).raw().body())
                    .isNotEqualTo(nova);
        }
    }

    @Test
    void whatIsWrongIsRefusedWithATypeAndNotCharged() throws Exception {
        try (Caller caller = Caller.start(state)) {
            assertRefused(caller, body("kling-v3", "nova", TEN), 400, "model: ");
            assertRefused(caller, body("tts-1", "sage", TEN), 400, "voice: ");
            assertRefused(caller, body("tts-1", "nova", " "), 400, "input: ");
            assertRefused(caller, body("tts-1", "nova", "x".repeat(4097)), 400, "input: ");
            assertRefused(caller, body("tts-1", "nova", "[refuse] this"), 400, "content policy");
            assertRefused(caller, body("tts-1", "nova", TEN).replace("}", ",\"speed\":2}"), 400, "speed: ");
            caller.set("{'balance_usd':0.0001}");
            assertRefused(caller, body("tts-1", "nova", TEN), 402, "balance");
            assertThat(charged(caller)).isZero();
        }
    }

    @Test
    void answersAreLostOrSpoiledOnDemandAndChargedAllTheSame() throws Exception {
        try (Caller caller = Caller.start(state)) {
            byte[] whole = caller.post(CALL, body("tts-1", "nova", TEN)).raw().body();
            BigDecimal one = charged(caller);
            fault(caller, "submit", "drop_after_accept");
            assertThatThrownBy(() -> caller.post(CALL, body("tts-1", "nova", TEN)))
                    .isInstanceOf(IOException.class);
            fault(caller, "submit", "accept_then_status:500");
            assertThat(caller.post(CALL, body("tts-1", "nova", TEN)).status()).isEqualTo(500);
            fault(caller, "submit", "html");
            assertThat(caller.post(CALL, body("tts-1", "nova", TEN)).text()).startsWith("<html>");
            fault(caller, "result", "truncate");
            assertThat(caller.post(CALL, body("tts-1", "nova", TEN)).raw().body())
                    .hasSize(whole.length / 2);
            fault(caller, "result", "drop");
            assertThatThrownBy(() -> caller.post(CALL, body("tts-1", "nova", TEN)))
                    .isInstanceOf(IOException.class);
            assertThat(charged(caller)).isEqualByComparingTo(one.multiply(BigDecimal.valueOf(6)));

            fault(caller, "submit", "status:429");
            assertThat(caller.post(CALL, body("tts-1", "nova", TEN)).status()).isEqualTo(429);
            assertThat(charged(caller)).isEqualByComparingTo(one.multiply(BigDecimal.valueOf(6)));
        }
    }

    private static void fault(Caller caller, String on, String effect) throws Exception {
        caller.fault("{'on':'" + on + "','match':{'action':'speech'},'times':1,'do':'" + effect + "'}");
    }

    private static void assertRefused(Caller caller, String body, int status, String words) throws Exception {
        Caller.Reply refusal = caller.post(CALL, body);
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.message()).contains(words);
        assertThat(refusal.json().at("/error/type").asText()).isNotEmpty();
    }

    private static BigDecimal charged(Caller caller) throws Exception {
        return caller.ledger().get("charged_usd").decimalValue();
    }

    private static String body(String model, String voice, String input) {
        return Caller.object("{'model':'" + model + "','voice':'" + voice + "'}")
                .put("input", input)
                .toString();
    }

    private double seconds(Caller.Reply spoken) throws IOException {
        Path file = Files.write(state.resolve("spoken.mp3"), spoken.raw().body());
        AVFormatContext opened = new AVFormatContext(null);
        assertThat(avformat_open_input(opened, file.toString(), (AVInputFormat) null, (AVDictionary) null))
                .isZero();
        try {
            assertThat(avformat_find_stream_info(opened, (AVDictionary) null)).isNotNegative();
            return opened.duration() / 1_000_000.0;
        } finally {
            avformat_close_input(opened);
        }
    }
}
