package dev.framespan.activities.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import dev.framespan.workflows.storyboard.checking.InputInspector.Picture;
import dev.framespan.workflows.storyboard.checking.InputInspector.Sound;
import dev.framespan.workflows.storyboard.checking.InputInspector.Unusable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalInputsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"jpg, JPG", "png, PNG"})
    void aPictureIsKnownByItsContentWhateverItsName(String format, MediaType type) throws IOException {
        assertThat(inspect(picture(format, 320, 180))).isEqualTo(new Picture(type, 320, 180));
    }

    @Test
    void theSameBytesAreDecodedOnceAndOthersAgain() throws IOException {
        LocalInputs pictures = new LocalInputs();
        Path file = Files.write(folder.resolve("a.png"), picture("png", 320, 180));
        Path copy = Files.copy(file, folder.resolve("copy"));

        assertThat(pictures.inspectPicture(copy)).isSameAs(pictures.inspectPicture(file));
        Files.write(file, picture("png", 32, 18));
        assertThat(pictures.inspectPicture(file)).isEqualTo(new Picture(MediaType.PNG, 32, 18));
    }

    @Test
    void theExamplesPictureIsOne() {
        assertThat(new LocalInputs().inspectPicture(Path.of("../examples/photos/harbor.jpg")))
                .isEqualTo(new Picture(MediaType.JPG, 1600, 900));
    }

    @ParameterizedTest
    @CsvSource({"jpg, JPG", "png, PNG"})
    void aPictureThatIsCutOffIsNone(String format, String name) throws IOException {
        byte[] whole = picture(format, 320, 180);
        for (int length : new int[] {12, 100, whole.length / 3, whole.length / 2, whole.length * 9 / 10}) {
            assertThat(inspect(Arrays.copyOf(whole, length)))
                    .as("the first %s of %s bytes", length, whole.length)
                    .isInstanceOfSatisfying(
                            Unusable.class, none -> assertThat(none.reason()).startsWith("as a " + name + ", it "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a poem",
                "GIF89a\1\0\1\0",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "BM......",
                "%PDF-1.7"
            })
    void whatIsNoPictureIsRefused(String content) throws IOException {
        assertThat(inspect(content.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Unusable("it is no JPG, PNG or WEBP, whatever its name says"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a poem",
                "#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n",
                "ffconcat version 1.0\nfile '/etc/passwd'\n",
                "<?xml version='1.0'?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "RIFF....AVI LIST"
            })
    void whatIsNoVideoIsRefusedBeforeFfmpegSeesIt(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("video.mp4"), content, StandardCharsets.ISO_8859_1);

        assertThat(new LocalInputs().inspectVideo(file))
                .isEqualTo(new Unusable("it is no MP4 or MOV, whatever its name says"));
    }

    @Test
    void aSoundIsDecodedAndMeasured() throws IOException {
        Path file = Files.write(folder.resolve("voice.mp3"), wav(1.5));

        assertThat(new LocalInputs().inspectSound(file)).isEqualTo(new Sound(MediaType.WAV, 1_500));
        assertThat(new LocalInputs().inspectVideo(file))
                .isEqualTo(new Unusable("it is no MP4 or MOV, whatever its name says"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a poem",
                "#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n",
                "ffconcat version 1.0\nfile '/etc/passwd'\n",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "RIFF....AVI LIST"
            })
    void whatIsNoSoundIsRefusedBeforeFfmpegSeesIt(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("song.mp3"), content, StandardCharsets.ISO_8859_1);

        assertThat(new LocalInputs().inspectSound(file))
                .isEqualTo(new Unusable("it is no WAV, MP3, FLAC, OGG or M4A, whatever its name says"));
    }

    @Test
    void aSoundThatIsCutOffIsNone() throws IOException {
        byte[] whole = wav(1.5);
        Path file = Files.write(folder.resolve("song.wav"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(new LocalInputs().inspectSound(file))
                .isInstanceOfSatisfying(
                        Unusable.class, none -> assertThat(none.reason()).startsWith("it "));
    }

    /** A sine of 440 Hz, mono, 48 kHz. */
    static byte[] wav(double seconds) {
        int samples = (int) Math.round(seconds * 48_000);
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(48_000).putInt(96_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * i / 48_000)));
        }
        return wav.array();
    }

    @Test
    void aVideoWithoutItsIndexIsRefusedInASentence() throws IOException {
        String head = "\0\0\0\u0018ftypisom\0\0\0\0isomiso2";
        Path file =
                Files.writeString(folder.resolve("video.mp4"), head + "junk".repeat(100), StandardCharsets.ISO_8859_1);

        assertThat(new LocalInputs().inspectVideo(file))
                .isInstanceOfSatisfying(Unusable.class, none -> assertThat(none.reason())
                        .startsWith("it is no complete MP4: its index is missing or broken"));
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] bomb = picture("png", 8, 8);
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        // The checksum of the head must fit, or the decoder stops for another reason.
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) sum.getValue());
        assertThat(inspect(bomb))
                .isEqualTo(new Unusable(
                        "it has 60000×60000 pixels, and at most 100 million are possible: save it smaller"));
    }

    @Test
    void aFileThatIsGoneIsSaidSo() {
        assertThat(new LocalInputs().inspectPicture(folder.resolve("none.jpg")))
                .isEqualTo(new Unusable("no such file"));
    }

    @Test
    void ofAWebpSizeAndLengthsAreRead() throws IOException {
        byte[] lossless = webp(chunk("VP8L", lossless(640, 360)));
        assertThat(inspect(lossless)).isEqualTo(new Picture(MediaType.WEBP, 640, 360));
        byte[] lossy = webp(chunk("VP8 ", lossy(641, 361)));
        assertThat(inspect(lossy)).isEqualTo(new Picture(MediaType.WEBP, 641, 361));
        byte[] extended =
                webp(chunk("VP8X", canvas(640, 360)), chunk("ICCP", new byte[5]), chunk("VP8L", lossless(640, 360)));
        assertThat(inspect(extended)).isEqualTo(new Picture(MediaType.WEBP, 640, 360));
    }

    @Test
    void aWebpThatIsDamagedOrMovesIsRefused() throws IOException {
        Unusable damaged = new Unusable("as a WEBP, it is cut off or damaged");
        Unusable empty = new Unusable("as a WEBP, no picture is in it");
        byte[] whole = webp(chunk("VP8X", canvas(640, 360)), chunk("VP8L", lossless(640, 360)));
        for (int length = 12; length < whole.length; length++) {
            assertThat(inspect(Arrays.copyOf(whole, length)))
                    .as("the first %s bytes", length)
                    .isEqualTo(damaged);
        }
        assertThat(inspect(webp())).isEqualTo(empty);
        assertThat(inspect(webp(chunk("EXIF", new byte[9])))).isEqualTo(empty);
        assertThat(inspect(webp(chunk("VP8L", new byte[20])))).isEqualTo(empty);
        assertThat(inspect(webp(chunk("VP8 ", new byte[20])))).isEqualTo(empty);
        assertThat(inspect(webp(chunk("VP8X", canvas(9, 9)), chunk("VP8L", lossless(640, 360)))))
                .isEqualTo(empty);
        assertThat(inspect(webp(chunk("VP8X", canvas(9, 9)), chunk("ANIM", new byte[6]))))
                .isEqualTo(new Unusable("as a WEBP, it moves: save one still of it"));
        assertThat(inspect(webp(chunk("VP8L", lossless(16_000, 16_000)))))
                .isEqualTo(new Unusable(
                        "it has 16000×16000 pixels, and at most 100 million are possible: save it smaller"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aDamagedFileNeverThrows(String format) throws IOException {
        byte[] whole = picture(format, 64, 36);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(inspect(damaged)).isNotNull();
        }
    }

    private InputInspector.Finding inspect(byte[] content) throws IOException {
        return new LocalInputs().inspectPicture(Files.write(folder.resolve("picture.gif"), content));
    }

    static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return out.toByteArray();
    }

    private static byte[] webp(byte[]... chunks) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] chunk : chunks) {
            body.write(chunk);
        }
        return ByteBuffer.allocate(8 + body.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(body.size())
                .put(body.toByteArray())
                .array();
    }

    private static byte[] chunk(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + content.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] lossless(int width, int height) {
        return ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x2F)
                .putInt(width - 1 | height - 1 << 14)
                .array();
    }

    private static byte[] lossy(int width, int height) {
        return ByteBuffer.allocate(30)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0x50, 1, 0, (byte) 0x9D, 1, 0x2A}) // a key frame that is shown, first part of 10 bytes
                .putShort((short) width)
                .putShort((short) height)
                .array();
    }

    private static byte[] canvas(int width, int height) {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putShort((short) (width - 1))
                .put((byte) 0)
                .putShort((short) (height - 1))
                .array();
    }
}
