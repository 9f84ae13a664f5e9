package dev.framespan.activities.media.engine.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frame that is cut out of a clip is the one that was asked for, and loses nothing. */
class FrameTest extends WithEngine {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int FRAMES = 60;

    @TempDir
    private Path folder;

    private BufferedImage cut(Path clip, long number) throws IOException {
        Path out = Files.createTempFile(folder, "frame", ".png");
        engine.frame(clip, number, out, ProgressListener.NONE);
        assertThat(Files.readAllBytes(out)).startsWith(0x89, 'P', 'N', 'G');
        return ImageIO.read(out.toFile());
    }

    private static ClipSpec withBFrames() {
        return ClipSpec.clip(WIDTH, HEIGHT, FRAMES)
                .by("libx264", "preset", "medium", "g", "24", "bf", "3", "x264-params", "b-pyramid=normal:open-gop=1");
    }

    private List<Integer> numbers(Path clip) throws IOException {
        return numbers(clip, FRAMES);
    }

    private List<Integer> numbers(Path clip, int frames) throws IOException {
        return IntStream.range(0, frames)
                .mapToObj(number -> {
                    try {
                        return number(cut(clip, number), false);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    /** @param turned whether the picture was turned clockwise by a quarter */
    private static int number(BufferedImage frame, boolean turned) {
        int number = 0;
        for (int bit = 0; bit < TestClips.BITS; bit++) {
            int along = (int) (WIDTH * (bit + 0.5) / TestClips.BITS);
            int across = HEIGHT / 4;
            int colour = turned ? frame.getRGB(HEIGHT - 1 - across, along) : frame.getRGB(along, across);
            number |= (colour & 255) > 127 ? 1 << bit : 0;
        }
        return number;
    }

    private static List<Integer> range() {
        return IntStream.range(0, FRAMES).boxed().toList();
    }

    @Test
    void everyFrameIsTheOneOfItsNumberAlsoWhereTheyAreDecodedInAnotherOrder() throws IOException {
        assertThat(numbers(withBFrames().in(folder.resolve("b.mp4")))).isEqualTo(range());
    }

    @Test
    void everyFrameIsTheOneOfItsNumberWhereSoundStandsBetweenAndThePictureBeginsLater() throws IOException {
        Path clip = withBFrames().timed(i -> 9_000 + i * 3_750).sounding().in(folder.resolve("late.mp4"));
        assertThat(numbers(clip)).isEqualTo(range());
    }

    @Test
    void everyFrameOfAVariableRateAndOfAnotherCodecIsTheOneOfItsNumber() throws IOException {
        Path variable = ClipSpec.clip(WIDTH, HEIGHT, FRAMES)
                .timed(i -> i < 24 ? i * 3_750 : 90_000 + (i - 24) * 7_500)
                .in(folder.resolve("variable.mp4"));
        assertThat(numbers(variable)).isEqualTo(range());
        Path other = ClipSpec.clip(WIDTH, HEIGHT, 20)
                .by("libx265", "x265-params", "log-level=none:bframes=3", "preset", "ultrafast")
                .in(folder.resolve("hevc.mp4"));
        assertThat(numbers(other, 20)).isEqualTo(range().subList(0, 20));
    }

    @Test
    void aFrameBeyondTheEndIsTheLast() throws IOException {
        Path clip = withBFrames().in(folder.resolve("end.mp4"));
        assertThat(number(cut(clip, FRAMES), false)).isEqualTo(FRAMES - 1);
        assertThat(number(cut(clip, Long.MAX_VALUE), false)).isEqualTo(FRAMES - 1);
    }

    @Test
    void aClipThatLiesOnItsSideGivesUprightFrames() throws IOException {
        Path clip = withBFrames().in(folder.resolve("side.mp4"));
        TestClips.turnClockwise(clip);
        for (int number : new int[] {0, 1, 23, 24, 25, 47, FRAMES - 1}) {
            BufferedImage frame = cut(clip, number);
            assertThat(frame.getWidth()).isEqualTo(HEIGHT);
            assertThat(frame.getHeight()).isEqualTo(WIDTH);
            assertThat(number(frame, true)).isEqualTo(number);
        }
    }

    @Test
    void aFrameHasTheColoursOfTheClipAndItsOwnSize() throws Exception {
        Path clip = withBFrames().in(folder.resolve("colours.mp4"));
        BufferedImage frame = cut(clip, 31);
        assertThat(frame.getWidth()).isEqualTo(WIDTH);
        assertThat(frame.getHeight()).isEqualTo(HEIGHT);
        int largest = 0;
        byte[] decoded = decoded(clip, 31);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = 3 * (y * WIDTH + x);
                int colour = frame.getRGB(x, y);
                for (int c = 0; c < 3; c++) {
                    largest = Math.max(largest, Math.abs((colour >> 8 * c & 255) - (decoded[at + c] & 255)));
                }
            }
        }
        assertThat(largest).as("steps between the same pixel, read twice").isLessThanOrEqualTo(3);
    }

    private static byte[] decoded(Path clip, int number) throws Exception {
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(clip.toFile())) {
            grabber.setImageMode(FrameGrabber.ImageMode.COLOR);
            grabber.start();
            Frame frame = grabber.grabImage();
            for (int i = 0; i < number; i++) {
                frame = grabber.grabImage();
            }
            byte[] pixels = new byte[3 * WIDTH * HEIGHT];
            ByteBuffer source = (ByteBuffer) frame.image[0];
            for (int y = 0; y < HEIGHT; y++) {
                source.position(y * frame.imageStride);
                source.get(pixels, 3 * y * WIDTH, 3 * WIDTH);
            }
            return pixels;
        }
    }

    @Test
    void theSameFrameIsTheSameBytes() throws IOException {
        Path clip = withBFrames().in(folder.resolve("same.mp4"));
        Path one = folder.resolve("one.png");
        Path two = folder.resolve("two.png");
        engine.frame(clip, 17, one, ProgressListener.NONE);
        try (MediaEngine other = new MediaEngine(2)) {
            other.frame(clip, 17, two, ProgressListener.NONE);
        }
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void aFileThatIsNoClipLeavesNoPictureBehind() throws IOException {
        Path page = Files.writeString(folder.resolve("page.mp4"), "<html>no clip</html>");
        Path out = folder.resolve("none.png");
        assertThatThrownBy(() -> engine.frame(page, 0, out, ProgressListener.NONE))
                .isInstanceOf(UnusableMediaException.class);
        assertThat(out).doesNotExist();
    }
}
