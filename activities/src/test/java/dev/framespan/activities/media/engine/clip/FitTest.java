package dev.framespan.activities.media.engine.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.Pictures;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.engine.picture.FramePixels;
import dev.framespan.activities.media.engine.picture.PreviewFile;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures whose shape is not the film's: padded, cropped, or on a blurred copy of themselves. */
class FitTest extends WithEngine {
    private static final Format FORMAT = new Format(160, 90, "24/1");

    /** Upright, a bright square in the middle of a dark field. */
    private static final Format HIGH = new Format(90, 160, "24/1");

    @TempDir
    private Path folder;

    @Test
    void aPaddedPictureStandsWholeBetweenBlackBars() throws Exception {
        FramePixels frame = fitted(Fit.PAD);

        assertThat(luma(frame, 20, 45)).isCloseTo(16, within(2));
        assertThat(luma(frame, 62, 45)).isCloseTo(60, within(3));
        assertThat(luma(frame, 80, 45)).isCloseTo(200, within(3));
    }

    @Test
    void aCroppedPictureFillsTheFrameAndKeepsItsMiddle() throws Exception {
        FramePixels frame = fitted(Fit.CROP);

        assertThat(luma(frame, 2, 45)).isCloseTo(60, within(3));
        assertThat(luma(frame, 157, 45)).isCloseTo(60, within(3));
        assertThat(luma(frame, 80, 45)).isCloseTo(200, within(3));
        // The square of 30 in 90 is as high as it is wide: 53 in 160.
        assertThat(luma(frame, 80, 22)).isCloseTo(200, within(3));
        assertThat(luma(frame, 57, 45)).isCloseTo(200, within(6));
        assertThat(luma(frame, 49, 45)).isCloseTo(60, within(6));
    }

    @Test
    void aBlurredGroundFillsWhatThePictureLeavesFree() throws Exception {
        FramePixels frame = fitted(Fit.BLUR);

        assertThat(luma(frame, 80, 45)).isCloseTo(200, within(3));
        assertThat(luma(frame, 62, 45)).isCloseTo(60, within(3));
        // The square of the ground reaches from 53 to 107, and the picture hides what lies between 55 and 105.
        int near = luma(frame, 40, 45);
        int far = luma(frame, 10, 45);
        assertThat(near).isBetween(70, 150);
        assertThat(far).isBetween(55, 70);
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void aPictureLyingOnItsSideIsTurnedUpright(Fit fit) throws Exception {
        Path clip = Pictures.write(folder.resolve("lying.mp4"), FORMAT, 3, i -> brightLeft());
        Files.write(clip, turned(Files.readAllBytes(clip)));
        Path out = folder.resolve("out.mp4");

        ClipAnalysis lying = engine.analyse(clip, folder.resolve("preview.y4m"), ProgressListener.NONE);
        FramePixels preview = PreviewFile.read(folder.resolve("preview.y4m"), PreviewFrames.LAST);
        engine.conform(clip, HIGH, fit, out, folder.resolve("preview.y4m"), ProgressListener.NONE);

        assertThat(lying.facts().width()).isEqualTo(90);
        assertThat(lying.facts().height()).isEqualTo(160);
        assertThat(lying.packets()).isNull();
        // What was left has gone up, clockwise.
        for (FramePixels frame : List.of(preview, Pictures.of(out).get(2))) {
            assertThat(frame.width()).isEqualTo(90);
            assertThat(luma(frame, 20, 20)).isCloseTo(200, within(3));
            assertThat(luma(frame, 70, 20)).isCloseTo(200, within(3));
            assertThat(luma(frame, 20, 140)).isCloseTo(60, within(3));
        }
    }

    @Test
    void pixelsThatAreNotSquareAreMadeSquare() throws Exception {
        // 80 wide as encoded, 160 as seen.
        Path clip = ClipSpec.clip(80, 90, 20)
                .by("libx264", "x264-params", "sar=2/1")
                .in(folder.resolve("narrow.mp4"));
        Path out = folder.resolve("out.mp4");

        ClipAnalysis narrow = engine.analyse(clip, folder.resolve("preview.y4m"), ProgressListener.NONE);
        FramePixels preview = PreviewFile.read(folder.resolve("preview.y4m"), PreviewFrames.LAST);
        conform(clip, Fit.CROP, out);

        assertThat(narrow.facts().width()).isEqualTo(160);
        assertThat(narrow.packets()).isNull();
        assertThat(preview.width()).isEqualTo(160);
        assertThat(Pictures.number(preview)).isEqualTo(19);
        assertThat(Pictures.of(out).stream().map(Pictures::number)).isEqualTo(numbers(20));
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void everyFitGivesEveryFrameAndOneSetOfParameters(Fit fit) throws Exception {
        Path fits = ClipSpec.clip(320, 180, 20).in(folder.resolve("fits.mp4"));
        Path out = folder.resolve("out.mp4");
        String signature = conform(fits, Fit.PAD, out).facts().signature();

        assertThat(conform(fits, fit, out).facts().signature()).isEqualTo(signature);
        assertThat(Pictures.of(out).stream().map(Pictures::number)).isEqualTo(numbers(20));
        for (int[] size : new int[][] {{90, 160}, {320, 90}, {162, 90}, {16, 16}, {1024, 16}}) {
            Path odd = ClipSpec.clip(size[0], size[1], 20).at(30, 1).in(folder.resolve("odd.mp4"));

            ClipAnalysis analysis = conform(odd, fit, out);

            assertThat(analysis.facts().frames()).isEqualTo(16);
            assertThat(analysis.facts().signature()).isEqualTo(signature);
        }
    }

    @Test
    void aConformedClipCanBeginAtEachSecond() throws Exception {
        Path clip = ClipSpec.clip(320, 180, 60).in(folder.resolve("clip.mp4"));

        String kinds =
                conform(clip, Fit.PAD, folder.resolve("out.mp4")).packets().kinds();

        assertThat(IntStream.range(0, 60).filter(i -> kinds.charAt(i) == 'I')).containsExactly(0, 24, 48);
    }

    @Test
    void whatIsNotTakenIsNotConformed() throws Exception {
        byte[] good = Files.readAllBytes(ClipSpec.clip(320, 180, 20).in(folder.resolve("good.mp4")));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(good, good.length - 1));
        Path small = ClipSpec.clip(8, 8, 3).in(folder.resolve("small.mp4"));
        Path out = folder.resolve("out.mp4");

        assertThatThrownBy(() -> conform(cut, Fit.BLUR, out))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> conform(small, Fit.BLUR, out))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining("8x8");
        assertThat(out).doesNotExist();
    }

    private FramePixels fitted(Fit fit) throws IOException {
        Path clip = Pictures.write(folder.resolve("high.mp4"), HIGH, 3, i -> square());
        Path out = folder.resolve("out.mp4");
        conform(clip, fit, out);
        List<FramePixels> frames = Pictures.of(out);
        assertThat(frames).hasSize(3);
        return frames.get(1);
    }

    private static FramePixels square() {
        FramePixels frame = Pictures.flat(90, 160, 60, 128, 128);
        for (int y = 65; y < 95; y++) {
            for (int x = 30; x < 60; x++) {
                frame.planes()[y * 90 + x] = (byte) 200;
            }
        }
        return frame;
    }

    private static FramePixels brightLeft() {
        FramePixels frame = Pictures.flat(160, 90, 60, 128, 128);
        for (int y = 0; y < 90; y++) {
            Arrays.fill(frame.planes(), y * 160, y * 160 + 80, (byte) 200);
        }
        return frame;
    }

    /** Says in the file's index that the picture is to be turned clockwise by a quarter. */
    private static byte[] turned(byte[] movie) {
        int header = new String(movie, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        ByteBuffer.wrap(movie, header + 44, 36)
                .putInt(0)
                .putInt(1 << 16)
                .putInt(0)
                .putInt(-1 << 16)
                .putInt(0)
                .putInt(0)
                .putInt(90 << 16)
                .putInt(0)
                .putInt(1 << 30);
        return movie;
    }

    private ClipAnalysis conform(Path clip, Fit fit, Path out) throws IOException {
        return engine.conform(clip, FORMAT, fit, out, folder.resolve("preview.y4m"), ProgressListener.NONE);
    }

    private static int luma(FramePixels frame, int x, int y) {
        return frame.planes()[y * frame.width() + x] & 255;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
