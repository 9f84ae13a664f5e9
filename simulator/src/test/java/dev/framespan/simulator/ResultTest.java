package dev.framespan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.picture.Picture;
import dev.framespan.simulator.picture.PictureReader;
import dev.framespan.simulator.picture.Planes;
import dev.framespan.simulator.picture.Size;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest extends CallerTest {
    @ParameterizedTest
    @CsvSource({
        "doubao-seedream-4.0, 1K, 16:9, 1024, 576, image/jpeg",
        "gemini-2.5-flash-image-preview, 1K, 4:5, 820, 1024, image/png",
        "doubao-seedream-4.5, 2K, 21:9, 2048, 878, image/jpeg"
    })
    void aStillHasTheSizeAndTheFormatOfItsModel(
            String model, String resolution, String ratio, int width, int height, String type) throws Exception {
        JsonNode task = caller.finish("{'model':'" + model + "','action':'generate','prompt':'dawn','aspect_ratio':'"
                + ratio + "','resolution':'" + resolution + "'}");
        Caller.Reply file = caller.get(Caller.firstUrl(task));
        var image = ImageIO.read(new ByteArrayInputStream(file.raw().body()));
        assertThat(new int[] {image.getWidth(), image.getHeight()}).containsExactly(width, height);
        assertThat(file.raw().headers().firstValue("Content-Type")).contains(type);
    }

    @Test
    void aPromptAlwaysGivesTheSameStillAndAnotherGivesAnother(@TempDir Path other) throws Exception {
        byte[] sea = download(caller.finish(Caller.still("sea at dawn")));
        byte[] city = download(caller.finish(Caller.still("city at night")));
        try (Caller elsewhere = Caller.start(other)) {
            JsonNode task = elsewhere.finish(Caller.still("sea at dawn"));
            assertThat(elsewhere.get(Caller.firstUrl(task)).raw().body()).isEqualTo(sea);
        }
        assertThat(city).isNotEqualTo(sea);
    }

    @Test
    void severalStillsOfOneTaskDiffer() throws Exception {
        JsonNode task = caller.finish(Caller.still("sea").replace("}", ",'n':2}"));
        assertThat(task.at("/result/images")).hasSize(2);
        byte[] first =
                caller.get(task.at("/result/images/0/url/0").asText()).raw().body();
        byte[] second =
                caller.get(task.at("/result/images/1/url/0").asText()).raw().body();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aStillTakesUpTheColoursOfItsReference() throws Exception {
        String night = Caller.firstUrl(caller.finish(Caller.still("night over the sea")));
        String request = "{'model':'gemini-2.5-flash-image-preview','action':'%s','prompt':'noon, desert',"
                + "'aspect_ratio':'16:9'%s}";
        double plain = brightness(caller.finish(request.formatted("generate", "")));
        double referred =
                brightness(caller.finish(request.formatted("image2image", ",'image_urls':['" + night + "']")));
        assertThat(referred).isLessThan(plain - 25);
    }

    private double brightness(JsonNode task) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(download(task)));
        double sum = 0;
        for (int x = 0; x < image.getWidth(); x += 8) {
            sum += image.getRGB(x, image.getHeight() / 8) >> 8 & 0xFF;
        }
        return sum * 8 / image.getWidth();
    }

    @Test
    void linksNeedNoKeyAndExpireAndTheTaskGivesFreshOnes() throws Exception {
        JsonNode task = caller.finish(Caller.still("sea"));
        String id = task.get("task_id").asText();
        caller.set("{'link_ttl_seconds':1}");
        String url = Caller.firstUrl(caller.status(id).json());
        assertThat(caller.send(caller.request(url).GET()).status()).isEqualTo(200);
        Thread.sleep(1100);
        Caller.Reply expired = caller.get(url);
        assertThat(expired.status()).isEqualTo(403);
        assertThat(expired.text()).contains("<Code>AccessDenied</Code>");
        String fresh = Caller.firstUrl(caller.status(id).json());
        assertThat(fresh).isNotEqualTo(url);
        assertThat(caller.get(fresh).status()).isEqualTo(200);
    }

    @Test
    void aLinkThatWasNotGivenOutOpensNothing() throws Exception {
        String url = Caller.firstUrl(caller.finish(Caller.still("sea")));
        assertThat(caller.get(url.replace("-0.png", "-1.png")).status()).isEqualTo(404);
        assertThat(caller.get("/files/" + "0".repeat(70) + "/task_x-0.png").status())
                .isEqualTo(404);
    }

    @Test
    void aHeadTellsTheLengthOfTheFile() throws Exception {
        String url = Caller.firstUrl(caller.finish(Caller.still("sea")));
        int length = caller.get(url).raw().body().length;
        HttpRequest.Builder head = caller.request(url).method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(caller.send(head).raw().headers().firstValueAsLong("Content-Length"))
                .hasValue(length);
    }

    @Test
    void aClipStartsAndEndsOnItsStillsAndHasExactlyTheFramesAndTheSoundItWasBoughtWith() throws Exception {
        String dawn = Caller.firstUrl(caller.finish(Caller.still("lighthouse at dawn")));
        String storm = Caller.firstUrl(caller.finish(Caller.still("storm over the sea, boat")));
        JsonNode task =
                caller.finish("{'model':'kling-v3','action':'first_last_frame','prompt':'p','resolution':'720p',"
                        + "'duration':3,'audio':true,'first_frame_image':'" + dawn + "','last_frame_image':'" + storm
                        + "'}");
        Decoded clip = decode(download(task));
        assertThat(clip.frames).hasSize(72);
        assertThat(clip.size).isEqualTo(new Size(1280, 720));
        assertThat(clip.rate).isEqualTo(24);
        assertThat(clip.seconds).isEqualTo(3.0);
        assertThat(clip.samples).isBetween(3 * 48_000L, 3 * 48_000L + 2047);
        assertThat(clip.loudest).isBetween(500, 16_000);
        assertThat(psnr(clip.frames.get(0), luma(dawn, clip.size))).isGreaterThan(40);
        assertThat(psnr(clip.frames.get(71), luma(storm, clip.size))).isGreaterThan(40);
        assertThat(psnr(clip.frames.get(36), luma(storm, clip.size))).isLessThan(30);
    }

    @Test
    void aSilentClipHasNoSoundTrackAndTheRatioOfItsPicture() throws Exception {
        String tall = Caller.firstUrl(caller.finish(Caller.still("forest").replace("16:9", "9:16")));
        JsonNode task =
                caller.finish("{'model':'kling-v3-omni','action':'image2video','prompt':'p','resolution':'720p',"
                        + "'duration':3,'audio':false,'image_urls':['" + tall + "']}");
        Decoded clip = decode(download(task));
        assertThat(clip.size).isEqualTo(new Size(720, 1280));
        assertThat(clip.channels).isZero();
        assertThat(psnr(clip.frames.get(0), luma(tall, clip.size))).isGreaterThan(40);
        for (int i = 1; i < 72; i++) {
            assertThat(clip.frames.get(i)).as("frame %d moves", i).isNotEqualTo(clip.frames.get(i - 1));
        }
    }

    @Test
    void clipsOfOneSizeAgreeInTheirParameterSetsAndHaveTheIndexInFront() throws Exception {
        byte[] one = download(caller.finish(Caller.clip("hills")));
        byte[] two = download(caller.finish(Caller.clip("sea, storm")));
        assertThat(avcC(one)).isEqualTo(avcC(two));
        assertThat(text(one).indexOf("moov")).isLessThan(text(one).indexOf("mdat"));
        assertThat(two).isNotEqualTo(one);
    }

    private byte[] download(JsonNode task) throws Exception {
        Caller.Reply file = caller.get(Caller.firstUrl(task));
        assertThat(file.status()).isEqualTo(200);
        return file.raw().body();
    }

    private byte[] luma(String url, Size size) throws Exception {
        Path file = Files.write(state.resolve("still"), caller.get(url).raw().body());
        Picture picture = PictureReader.read(file);
        Planes planes = picture.cover(size);
        return planes.luma();
    }

    private static final class Decoded {
        final List<byte[]> frames = new ArrayList<>();
        Size size;
        double rate;
        double seconds;
        int channels;
        long samples;
        int loudest;
    }

    private Decoded decode(byte[] file) throws Exception {
        Decoded decoded = new Decoded();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(new ByteArrayInputStream(file))) {
            grabber.setImageMode(FrameGrabber.ImageMode.RAW);
            grabber.setVideoOption("err_detect", "explode");
            grabber.start();
            decoded.size = new Size(grabber.getImageWidth(), grabber.getImageHeight());
            decoded.rate = grabber.getVideoFrameRate();
            decoded.seconds = grabber.getLengthInTime() / 1e6;
            decoded.channels = grabber.getAudioChannels();
            for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
                if (frame.image != null) {
                    decoded.frames.add(luma(frame, decoded.size));
                } else if (frame.samples != null) {
                    hear((ShortBuffer) frame.samples[0], decoded);
                }
            }
        }
        return decoded;
    }

    private static void hear(ShortBuffer samples, Decoded decoded) {
        decoded.samples += samples.remaining() / decoded.channels;
        while (samples.hasRemaining()) {
            decoded.loudest = Math.max(decoded.loudest, Math.abs(samples.get()));
        }
    }

    private static byte[] luma(Frame frame, Size size) {
        byte[] luma = new byte[size.width() * size.height()];
        ByteBuffer source = ((ByteBuffer) frame.image[0]).duplicate();
        for (int y = 0; y < size.height(); y++) {
            source.position(y * frame.imageStride);
            source.get(luma, y * size.width(), size.width());
        }
        return luma;
    }

    private static double psnr(byte[] one, byte[] other) {
        assertThat(one).hasSameSizeAs(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] & 0xFF) - (other[i] & 0xFF);
            sum += difference * difference;
        }
        return 10 * Math.log10(255 * 255 / Math.max(1e-9, sum / one.length));
    }

    private static String avcC(byte[] file) {
        String text = text(file);
        int at = text.indexOf("avcC");
        assertThat(at).isPositive();
        return text.substring(at, at + 60);
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
