package dev.framespan.activities.media.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.Pictures;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.FramePair;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Similarity;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that are one picture count as alike, and frames that an eye tells apart do not. */
class CompareTest extends WithEngine {
    private static final int WIDTH = 192;
    private static final int HEIGHT = 108;

    @TempDir
    private Path folder;

    @Test
    void equalFramesAreIdentical() throws Exception {
        assertThat(compare(frame(flat(126, 128, 128)), frame(flat(126, 128, 128))))
                .isEqualTo(new Similarity(1, Similarity.IDENTICAL));
        assertThat(compare(frame(picture(0)), frame(picture(0)))).isEqualTo(new Similarity(1, Similarity.IDENTICAL));
    }

    @Test
    void theNoiseOfAnEncoderIsNoDifference() throws Exception {
        assertThat(alike(compare(frame(picture(0)), frame(noisy(picture(0), 2)))))
                .isTrue();
        assertThat(alike(compare(frame(flat(126, 128, 128)), frame(noisy(flat(126, 128, 128), 1)))))
                .isTrue();
    }

    @Test
    void aSmallJumpOfTheTintIsADifference() throws Exception {
        assertThat(alike(compare(frame(flat(126, 128, 128)), frame(flat(126, 132, 128)))))
                .isFalse();
        assertThat(alike(compare(frame(flat(126, 128, 128)), frame(flat(126, 128, 125)))))
                .isFalse();
        assertThat(alike(compare(frame(flat(126, 128, 128)), frame(flat(126, 129, 128)))))
                .isTrue();
    }

    @Test
    void aSmallJumpOfTheBrightnessIsADifference() throws Exception {
        for (int levels : new int[] {-4, -3, -2, 2, 3, 4}) {
            assertThat(alike(compare(frame(flat(128, 128, 128)), frame(flat(128 + levels, 128, 128)))))
                    .as("grey %d levels brighter", levels)
                    .isFalse();
            assertThat(alike(compare(frame(picture(0)), frame(brighter(picture(0), levels)))))
                    .as("a picture %d levels brighter", levels)
                    .isFalse();
        }
        assertThat(alike(compare(frame(flat(128, 128, 128)), frame(flat(129, 128, 128)))))
                .isTrue();
        assertThat(alike(compare(frame(picture(0)), frame(brighter(picture(0), 1)))))
                .isTrue();
    }

    @Test
    void aFrameThatWasEncodedPoorlyIsStillThatFrame() throws Exception {
        Path fine = preview(ClipSpec.clip(160, 90, 1).by("libx264", "crf", "16"));
        Path poor = preview(ClipSpec.clip(160, 90, 1).by("libx264", "preset", "ultrafast", "crf", "32"));
        assertThat(alike(engine.compare(List.of(new FramePair(fine, poor)), ProgressListener.NONE)
                        .get(0)))
                .isTrue();
        // Flat and dark, with waves of three levels, as a sky at night: where steps are seen first, and encoders are
        // coarse.
        for (int brightness : new int[] {24, 60, 128, 210}) {
            FramePixels sky = Pictures.waves(WIDTH, HEIGHT, 0, brightness, 126, 3);
            Path clip = Pictures.write(folder.resolve("sky.mp4"), new Format(WIDTH, HEIGHT, "24/1"), 12, frame -> sky);
            assertThat(alike(compare(sky, Pictures.of(clip).get(11))))
                    .as("brightness %d", brightness)
                    .isTrue();
        }
    }

    @Test
    void anotherPictureIsADifference() throws Exception {
        Similarity similarity = compare(frame(picture(0)), frame(picture(37)));

        assertThat(similarity.ssim()).isBetween(0.0, 0.7);
        assertThat(similarity.psnr()).isBetween(1.0, 25.0);
    }

    @Test
    void framesOfDifferentSizesAreNotAlike() throws Exception {
        byte[] small = new byte[FramePixels.size(64, 36)];

        assertThat(compare(frame(flat(16, 128, 128)), new FramePixels(64, 36, small)))
                .isEqualTo(new Similarity(0, 0));
    }

    @Test
    void theLastFrameOfTheOneIsComparedWithTheFirstOfTheOther() throws Exception {
        Path before = preview(ClipSpec.clip(160, 90, 25));
        Path after = preview(ClipSpec.clip(160, 90, 25).startingAt(24));

        List<Similarity> both = engine.compare(
                List.of(new FramePair(before, after), new FramePair(after, before)), ProgressListener.NONE);

        assertThat(alike(both.get(0))).isTrue();
        assertThat(alike(both.get(1))).isFalse();
    }

    @Test
    void theJoinsOfALongFilmAreComparedWithinASecond() throws Exception {
        Path before = file("before", new FramePixels(384, 216, new byte[FramePixels.size(384, 216)]));
        FramePair pair = new FramePair(before, before);
        engine.compare(List.of(pair), ProgressListener.NONE);

        long start = System.nanoTime();
        List<Similarity> all = engine.compare(Collections.nCopies(119, pair), ProgressListener.NONE);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(all).hasSize(119).containsOnly(new Similarity(1, Similarity.IDENTICAL));
    }

    @Test
    void whatIsNoPreviewIsRefused() throws Exception {
        Path good = file("good", frame(picture(0)));
        byte[] bytes = Files.readAllBytes(good);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 1));
        Path huge = Files.writeString(
                folder.resolve("huge"), "YUV4MPEG2 W9998 H9998 F1:1 Ip A1:1 C420mpeg2 XCOLORRANGE=LIMITED\nFRAME\n");
        Path other = Files.writeString(folder.resolve("other"), "no preview at all");

        for (Path bad : List.of(cut, huge, other)) {
            assertThatThrownBy(() -> engine.compare(List.of(new FramePair(good, bad)), ProgressListener.NONE))
                    .isInstanceOf(UnusableMediaException.class)
                    .hasMessageContaining("preview frames");
        }
        assertThatThrownBy(() ->
                        engine.compare(List.of(new FramePair(good, folder.resolve("none"))), ProgressListener.NONE))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnusableMediaException.class);
    }

    private static boolean alike(Similarity similarity) {
        return similarity.ssim() >= JoinSettings.ALIKE_SSIM && similarity.psnr() >= JoinSettings.ALIKE_PSNR;
    }

    private Similarity compare(FramePixels last, FramePixels first) throws IOException {
        FramePair pair = new FramePair(file("last", last), file("first", first));
        return engine.compare(List.of(pair), ProgressListener.NONE).get(0);
    }

    private Path file(String name, FramePixels frame) throws IOException {
        Path file = folder.resolve(name + ".y4m");
        PreviewFile.write(file, Collections.nCopies(PreviewFrames.COUNT, frame));
        return file;
    }

    private Path preview(ClipSpec recipe) throws IOException {
        Path preview = Files.createTempFile(folder, "preview", ".y4m");
        engine.analyse(recipe.in(folder.resolve("clip.mp4")), preview, ProgressListener.NONE);
        return preview;
    }

    private static FramePixels frame(byte[] planes) {
        return new FramePixels(WIDTH, HEIGHT, planes);
    }

    private static byte[] flat(int y, int u, int v) {
        return Pictures.flat(WIDTH, HEIGHT, y, u, v).planes();
    }

    private static byte[] picture(int seed) {
        byte[] planes = new byte[FramePixels.size(WIDTH, HEIGHT)];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (byte) (128 + 60 * Math.sin((i + seed) % WIDTH / 9.0) * Math.cos((i / WIDTH + seed) / 11.0));
        }
        return planes;
    }

    private static byte[] brighter(byte[] planes, int levels) {
        byte[] brighter = planes.clone();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            brighter[i] += (byte) levels;
        }
        return brighter;
    }

    private static byte[] noisy(byte[] planes, int amount) {
        Random random = new Random(7);
        byte[] noisy = planes.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (byte) (random.nextInt(2 * amount + 1) - amount);
        }
        return noisy;
    }
}
