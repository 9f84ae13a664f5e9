package dev.framespan.activities.media.engine.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, and what is refused with a word that an operator understands. */
class DecodeTest extends WithEngine {
    @TempDir
    private static Path folder;

    private static byte[] good;

    @BeforeAll
    static void make() throws IOException {
        good = Files.readAllBytes(ClipSpec.clip(160, 90, 48).sounding().in(folder.resolve("good.mp4")));
    }

    @Test
    void aGoodClipIsDescribed() throws IOException {
        MediaFacts facts = engine.decode(folder.resolve("good.mp4"), MediaType.MP4, ProgressListener.NONE);

        assertThat(facts.signature()).hasSize(64);
        assertThat(facts).isEqualTo(new MediaFacts(160, 90, 48, "24/1", true, "h264", facts.signature()));
    }

    @Test
    void clipsOfOneEncoderHaveOneSignatureAndOthersHaveOthers() throws IOException {
        String one = signature(ClipSpec.clip(160, 90, 5));

        assertThat(signature(ClipSpec.clip(160, 90, 9).startingAt(40))).isEqualTo(one);
        assertThat(signature(ClipSpec.clip(160, 90, 5).at(25, 1)))
                .isNotEqualTo(one)
                .isNotEmpty();
        assertThat(signature(ClipSpec.clip(176, 90, 5))).isNotEqualTo(one).isNotEmpty();
        assertThat(signature(ClipSpec.clip(160, 90, 5).by("libx264", "preset", "slow")))
                .isNotEqualTo(one)
                .isNotEmpty();
    }

    @Test
    void clipsOfHevcAgreeWithEachOtherAlone() throws IOException {
        String[] options = {"x265-params", "log-level=none"};
        String one = signature(ClipSpec.clip(160, 90, 5).by("libx265", options));

        assertThat(one).isNotEmpty().isNotEqualTo(signature(ClipSpec.clip(160, 90, 5)));
        assertThat(signature(ClipSpec.clip(160, 90, 9).startingAt(40).by("libx265", options)))
                .isEqualTo(one);
        assertThat(signature(ClipSpec.clip(176, 90, 5).by("libx265", options)))
                .isNotEqualTo(one)
                .isNotEmpty();
    }

    @Test
    void whatCannotBeCopiedHasNoSignature() throws IOException {
        assertThat(signature(ClipSpec.clip(160, 90, 5).by("libx264", "x264-params", "sps-id=3")))
                .isEmpty();
        assertThat(signature(ClipSpec.clip(160, 90, 5).timed(i -> i * 3750 + i * i * 100)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"24,1", "25,1", "30,1", "30000,1001", "24000,1001", "7,1", "60,1"})
    void aConstantRateIsFoundExactly(int numerator, int denominator) throws IOException {
        Path clip = ClipSpec.clip(160, 90, 31).at(numerator, denominator).in(fresh());

        assertThat(engine.decode(clip, MediaType.MP4, ProgressListener.NONE).rate())
                .isEqualTo(numerator + "/" + denominator);
    }

    @Test
    void timestampsInMillisecondsStillMeanThirtyFrames() throws IOException {
        Path clip = ClipSpec.clip(160, 90, 31)
                .timed(i -> Math.round(i * 100 / 3.0) * 90)
                .in(fresh());

        assertThat(engine.decode(clip, MediaType.MP4, ProgressListener.NONE).rate())
                .isEqualTo("30/1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#EXTM3U\\n#EXTINF:5,\\nhttp://127.0.0.1:9/a.ts\\n | playlist (HLS)",
                "ffconcat version 1.0\\nfile /etc/passwd\\n | list of other files",
                "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'/> | playlist (DASH)",
                "<svg xmlns='http://www.w3.org/2000/svg'/> | drawing (SVG)",
                "<!doctype html><title>403 Forbidden</title> | web page",
                "{\"error\": \"expired\"} | JSON",
                "no media at all | something else",
            })
    void whatIsNoClipIsRefusedByName(String content, String words) throws IOException {
        byte[] bytes = content.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertRefused(bytes, MediaType.MP4, words);
        assertRefused(bytes, MediaType.PNG, words);
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertRefused(new byte[0], MediaType.MP4, "empty");
        assertRefused(new byte[0], MediaType.JPG, "empty");
    }

    @Test
    void aStubWithoutAnIndexIsRefused() throws IOException {
        byte[] stub = new byte[94];
        byte[] head = "\0\0\0\24ftypisom\0\0\2\0isom\0\0\0\112mdat".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, stub, 0, head.length);

        assertRefused(stub, MediaType.MP4, "index is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 99})
    void aFileCutShortIsFoundAlthoughItsHeaderIsWhole(int percent) throws IOException {
        assertRefused(Arrays.copyOf(good, (int) (good.length * (percent / 100.0))), MediaType.MP4, "");
    }

    @Test
    void theLastMissingByteIsFound() throws IOException {
        assertRefused(Arrays.copyOf(good, good.length - 1), MediaType.MP4, "cut short");
    }

    @ParameterizedTest
    @ValueSource(ints = {35, 50, 65, 80})
    void flippedBitsAreFound(int percent) throws IOException {
        byte[] damaged = good.clone();
        for (int i = 0; i < 48; i++) {
            damaged[good.length * percent / 100 + i] ^= 0x55;
        }

        assertRefused(damaged, MediaType.MP4, "");
    }

    @Test
    void picturesAreDecodedWhole() throws IOException {
        BufferedImage image = noise(300, 200);
        for (MediaType type : new MediaType[] {MediaType.PNG, MediaType.JPG}) {
            Path file = fresh();
            ImageIO.write(image, type.extension(), file.toFile());

            MediaFacts facts = engine.decode(file, type, ProgressListener.NONE);
            assertThat(facts.width()).isEqualTo(300);
            assertThat(facts.height()).isEqualTo(200);
            assertThat(facts.frames()).isEqualTo(1);
            assertThat(facts.rate()).isEqualTo("0/1");

            byte[] bytes = Files.readAllBytes(file);
            assertRefused(Arrays.copyOf(bytes, bytes.length / 2), type, "");
            bytes[bytes.length / 2] ^= 0x55;
            if (type == MediaType.PNG) {
                assertRefused(bytes, type, "");
            }
        }
    }

    @Test
    void aPictureUnderAnotherNameIsRefused() throws IOException {
        Path file = fresh();
        ImageIO.write(noise(30, 20), "jpg", file.toFile());

        assertThatThrownBy(() -> engine.decode(file, MediaType.PNG, ProgressListener.NONE))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining("JPG")
                .hasMessageContaining("PNG");
    }

    @Test
    void aBombOfPixelsIsRefusedBeforeItUnfolds() throws IOException {
        assertRefused(png(30_000, 30_000), MediaType.PNG, "has 30000x30000 pixels; sides of up to 8192 are taken");
    }

    @Test
    void aPictureThatClaimsSixtyThousandPixelsASideIsRefusedUndecoded() throws IOException {
        for (MediaType type : new MediaType[] {MediaType.PNG, MediaType.JPG}) {
            Path file = fresh();
            ImageIO.write(noise(30, 20), type.extension(), file.toFile());
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer fields = ByteBuffer.wrap(bytes);
            if (type == MediaType.PNG) {
                fields.putInt(16, 60_000).putInt(20, 60_000);
                CRC32 sum = new CRC32();
                sum.update(bytes, 12, 17);
                fields.putInt(29, (int) sum.getValue());
            } else {
                int frame = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
                fields.putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);
            }
            long begun = System.nanoTime();
            assertRefused(bytes, type, "has 60000x60000 pixels; sides of up to 8192 are taken");
            assertThat(System.nanoTime() - begun).as(type.name()).isLessThan(10_000_000_000L);
        }
    }

    @Test
    void aClipOfUnreasonableSizeIsRefused() throws IOException {
        assertRefused(Files.readAllBytes(ClipSpec.clip(8, 8, 3).in(fresh())), MediaType.MP4, "8x8");
    }

    /** Its size stands in no index: FFmpeg's decoder says it. */
    @Test
    void aClipOfMpeg4IsTakenAndOneOfUnreasonableSizeRefused() throws IOException {
        MediaFacts facts =
                engine.decode(ClipSpec.clip(160, 90, 5).by("mpeg4").in(fresh()), MediaType.MP4, ProgressListener.NONE);
        assertThat(facts.codec()).isEqualTo("mpeg4");
        assertThat(facts.width()).isEqualTo(160);
        assertThat(facts.height()).isEqualTo(90);
        assertRefused(Files.readAllBytes(ClipSpec.clip(8, 8, 3).by("mpeg4").in(fresh())), MediaType.MP4, "8x8");
    }

    private static String signature(ClipSpec recipe) throws IOException {
        return engine.decode(recipe.in(fresh()), MediaType.MP4, ProgressListener.NONE)
                .signature();
    }

    private static void assertRefused(byte[] content, MediaType type, String words) throws IOException {
        Path file = Files.write(fresh(), content);
        assertThatThrownBy(() -> engine.decode(file, type, ProgressListener.NONE))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining(words)
                .hasMessageMatching("\\S.*\\S")
                .hasMessageNotContaining(folder.toString());
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        java.util.Random random = new java.util.Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    /** A picture of zeros that is as small on disk as it is large in memory. */
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {1, 0, 0, 0, 0});
        chunk(all, "IHDR", header.toByteArray());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
            byte[] row = new byte[1 + width / 8];
            for (int y = 0; y < height; y++) {
                out.write(row);
            }
        }
        chunk(all, "IDAT", data.toByteArray());
        chunk(all, "IEND", new byte[0]);
        return all.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream all, String name, byte[] content) throws IOException {
        DataOutputStream out = new DataOutputStream(all);
        byte[] head = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(head);
        sum.update(content);
        out.writeInt(content.length);
        out.write(head);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }

    private static Path fresh() throws IOException {
        return Files.createTempFile(folder, "file", ".mp4");
    }
}
