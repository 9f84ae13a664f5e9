package dev.framespan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a reference video: a base is painted over, of a feature the motion is taken. */
class ReferenceVideoTest extends CallerTest {
    @TempDir
    Path videos;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] content = Files.readAllBytes(
                    videos.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void unserve() {
        server.stop(0);
    }

    private String url(Path file) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file.getFileName();
    }

    private JsonNode made(String model, int seconds, String video, String use, boolean keepSound, String more)
            throws Exception {
        return caller.finish("{'model':'" + model + "','action':'reference_video','prompt':'hills','resolution':'720p',"
                + "'duration':" + seconds + ",'video_list':[{'video_url':'" + video + "','refer_type':'" + use
                + "','keep_original_sound':'" + (keepSound ? "yes" : "no") + "'}]" + more + "}");
    }

    private Film seen(JsonNode task) throws Exception {
        assertThat(task.get("status").asText()).as(task.toString()).isEqualTo("completed");
        Path file = videos.resolve("made.mp4");
        Files.write(file, caller.get(Caller.firstUrl(task)).raw().body());
        return Film.of(file);
    }

    @Test
    void aBaseIsPaintedOverAndKeepsItsLengthItsShapeAndWhatHappensWhen() throws Exception {
        Path file = TestVideo.panning(videos.resolve("pan.mp4"), 640, 480, 5.25, 2, 0);
        Film video = Film.of(file);
        JsonNode task = made("kling-video-o1", 5, url(file), "base", false, "");
        Film clip = seen(task);
        assertThat(clip.frames()).hasSize(126).hasSameSizeAs(video.frames());
        assertThat(clip.width()).isEqualTo(960);
        assertThat(clip.height()).isEqualTo(720);
        assertThat(clip.hasSound()).isFalse();
        for (int i : new int[] {0, 80, 125}) {
            assertThat(clip.likeness(i, video, i)).as("frame %d", i).isGreaterThan(0.9);
            assertThat(clip.colourDistance(i, video, i)).as("frame %d", i).isGreaterThan(8);
        }
        assertThat(clip.likeness(0, video, 80)).isLessThan(0.8);
        assertThat(caller.ledger().at("/entries/0/charged_usd").decimalValue()).isEqualByComparingTo("0.562275");
    }

    @Test
    void aBaseShorterThanTheDurationIsChargedByTheDuration() throws Exception {
        Path file = TestVideo.panning(videos.resolve("pan.mp4"), 640, 360, 3, 2, 0);
        assertThat(seen(made("kling-video-o1", 5, url(file), "base", false, "")).frames())
                .hasSize(72);
        assertThat(caller.ledger().at("/entries/0/charged_usd").decimalValue()).isEqualByComparingTo("0.5355");
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void ofAFeatureTheMotionIsTakenAndNotThePictures(int speed) throws Exception {
        Path file = TestVideo.panning(videos.resolve("pan.mp4"), 640, 360, 4, speed, 0);
        Film clip = seen(made("kling-v3-omni", 3, url(file), "feature", false, ",'audio':false"));
        assertThat(clip.frames()).hasSize(72);
        assertThat(clip.width()).isEqualTo(1280);
        assertThat(clip.likeness(0, Film.of(file), 0)).isLessThan(0.5);
        int moved = clip.movedAcross(20, 50);
        assertThat(moved * Integer.signum(speed)).as("moved %d", moved).isGreaterThan(4);
        assertThat(caller.ledger().at("/entries/0/charged_usd").decimalValue()).isEqualByComparingTo("0.3213");
    }

    @Test
    void aVideoThatStandsStillMakesAClipThatDoes() throws Exception {
        Path file = TestVideo.panning(videos.resolve("still.mp4"), 640, 360, 2, 0, 0);
        Film clip = seen(made("kling-v3-omni", 3, url(file), "feature", false, ",'audio':false"));
        assertThat(clip.movedAcross(0, 71)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"base, 2", "feature, 3"})
    void theSoundOfAVideoIsKeptWhereThatIsAskedFor(String use, int seconds) throws Exception {
        Path file = TestVideo.panning(videos.resolve("sound.mp4"), 320, 180, 2, 1, 330);
        Film kept = seen(made("kling-v3-omni", 3, url(file), use, true, ",'audio':false"));
        assertThat(kept.seconds()).isEqualTo(seconds);
        assertThat(kept.sound().length).isBetween(seconds * 48_000, seconds * 48_000 + 2047);
        assertThat(kept.loudness(330, 0.5, 1.5)).isGreaterThan(0.2);
        assertThat(kept.loudness(440, 0.5, 1.5)).isLessThan(0.01);
        if (seconds > 2) {
            assertThat(kept.loudness(330, 2.2, 2.8)).isLessThan(0.01);
        }
    }

    @Test
    void theSoundOfAVideoIsLeftOutWhereThatIsAskedFor() throws Exception {
        Path file = TestVideo.panning(videos.resolve("sound.mp4"), 320, 180, 2, 1, 330);
        assertThat(seen(made("kling-v3-omni", 3, url(file), "base", false, ",'audio':false"))
                        .hasSound())
                .isFalse();
    }

    @Test
    void aSilentVideoWhoseSoundIsKeptIsSilentUnlessSoundIsMade() throws Exception {
        Path file = TestVideo.panning(videos.resolve("silent.mp4"), 320, 180, 2, 1, 0);
        assertThat(seen(made("kling-v3-omni", 3, url(file), "base", true, ",'audio':false"))
                        .hasSound())
                .isFalse();
        assertThat(seen(made("kling-v3-omni", 3, url(file), "base", true, ",'audio':true"))
                        .hasSound())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1.5, lasts 1.5 s; 2 to 30 are possible", "31, lasts 31.0 s; 2 to 30 are possible"})
    void aVideoOfAnotherLengthFailsTheTask(double seconds, String words) throws Exception {
        Path file = TestVideo.panning(videos.resolve("length.mp4"), 64, 36, seconds, 1, 0);
        JsonNode task = made("kling-video-o1", 5, url(file), "base", false, "");
        assertThat(task.at("/error/message").asText()).contains(words);
        assertThat(task.get("refunded").asBoolean()).isTrue();
    }

    @Test
    void aVideoIsToldByItsContentAndItsSize() throws Exception {
        Path page = Files.writeString(videos.resolve("page.mp4"), "<html>no video</html>");
        assertThat(made("kling-video-o1", 5, url(page), "base", false, "")
                        .at("/error/message")
                        .asText())
                .contains("is no MP4 or MOV");
        Path large = videos.resolve("large.mp4");
        try (var file = java.nio.channels.FileChannel.open(
                large, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.wrap(new byte[1]), 100_000_000);
        }
        assertThat(made("kling-video-o1", 5, url(large), "base", false, "")
                        .at("/error/message")
                        .asText())
                .contains("is larger than 100 MB");
    }
}
