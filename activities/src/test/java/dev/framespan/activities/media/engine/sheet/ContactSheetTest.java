package dev.framespan.activities.media.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.engine.clip.StillFrame;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Thumbnail;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The film at a glance. */
class ContactSheetTest {
    @TempDir
    private Path folder;

    @Test
    void everyShotHasItsPictureWithItsNameUnderIt() throws Exception {
        try (MediaEngine engine = new MediaEngine(1)) {
            Path wide = ClipSpec.clip(320, 180, 24).in(folder.resolve("wide.mp4"));
            Path high = ClipSpec.clip(180, 320, 24).in(folder.resolve("high.mp4"));
            List<Thumbnail> shots = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                shots.add(new Thumbnail(i == 3 ? high : wide, 12, List.of("shot-" + i, "1.0 s")));
            }
            Path sheet = folder.resolve("contact-sheet.jpg");

            List<String> warnings = engine.contactSheet(shots, sheet, ProgressListener.NONE);

            assertThat(warnings).isEmpty();
            MediaFacts facts = engine.decode(sheet, MediaType.JPG, ProgressListener.NONE);
            assertThat(facts.width()).isBetween(1200, 2100);
            assertThat(ImageIO.read(sheet.toFile()).getRGB(2, 2)).isNotEqualTo(0xff000000);
        }
    }

    @Test
    void theFrameThatWasAskedForIsShown() throws Exception {
        Path clip = ClipSpec.clip(320, 180, 60)
                .by("libx264", "preset", "medium", "g", "24", "bf", "3")
                .in(folder.resolve("clip.mp4"));
        for (int frame : new int[] {0, 1, 22, 23, 24, 25, 40, 59}) {
            BufferedImage still = StillFrame.take(clip, frame, 320, 180);
            int number = 0;
            for (int bit = 0; bit < TestClips.BITS; bit++) {
                int x = (int) (320 * (bit + 0.5) / TestClips.BITS);
                number |= (still.getRGB(x, 40) & 255) > 127 ? 1 << bit : 0;
            }
            assertThat(number).isEqualTo(frame);
        }
    }

    @Test
    void aSheetDrawnFromPreviewFramesLooksLikeOneDrawnFromTheClips() throws Exception {
        try (MediaEngine engine = new MediaEngine(1)) {
            List<Thumbnail> clips = new ArrayList<>();
            List<Thumbnail> previews = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Path clip = ClipSpec.clip(i == 2 ? 180 : 320, i == 2 ? 320 : 180, 24)
                        .startingAt(i * 500)
                        .in(folder.resolve("clip" + i + ".mp4"));
                Path preview = folder.resolve("preview" + i + ".y4m");
                engine.analyse(clip, preview, ProgressListener.NONE);
                clips.add(new Thumbnail(clip, 12, List.of("shot-" + i)));
                previews.add(new Thumbnail(preview, PreviewFrames.MIDDLE, List.of("shot-" + i)));
            }
            Path decoded = folder.resolve("decoded.jpg");
            Path undecoded = folder.resolve("undecoded.jpg");

            engine.contactSheet(clips, decoded, ProgressListener.NONE);
            engine.contactSheet(previews, undecoded, ProgressListener.NONE);

            BufferedImage one = ImageIO.read(decoded.toFile());
            BufferedImage other = ImageIO.read(undecoded.toFile());
            assertThat(other.getWidth()).isEqualTo(one.getWidth());
            assertThat(other.getHeight()).isEqualTo(one.getHeight());
            long difference = 0;
            for (int y = 0; y < one.getHeight(); y++) {
                for (int x = 0; x < one.getWidth(); x++) {
                    difference += Math.abs((one.getRGB(x, y) >> 8 & 255) - (other.getRGB(x, y) >> 8 & 255));
                }
            }
            assertThat((double) difference / one.getWidth() / one.getHeight()).isLessThan(3);
        }
    }

    @Test
    void fiveHundredShotsFitOnOneSheet() throws Exception {
        try (MediaEngine engine = new MediaEngine(1)) {
            Path clip = ClipSpec.clip(160, 90, 2).in(folder.resolve("clip.mp4"));
            List<Thumbnail> shots = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                shots.add(new Thumbnail(clip, 9, List.of("a-shot-with-a-long-name-that-fits-nowhere-" + i, "0.1 s")));
            }
            Path sheet = folder.resolve("contact-sheet.jpg");

            engine.contactSheet(shots, sheet, ProgressListener.NONE);

            MediaFacts facts = engine.decode(sheet, MediaType.JPG, ProgressListener.NONE);
            assertThat((long) facts.width() * facts.height()).isBetween(10_000_000L, 40_000_000L);
        }
    }
}
