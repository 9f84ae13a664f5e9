package dev.framespan.activities.media.engine.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.Pictures;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.engine.picture.FramePixels;
import dev.framespan.activities.media.engine.picture.PreviewFile;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seven small frames stand for a clip: the right ones, in the right size. */
class PreviewTest extends WithEngine {
    @TempDir
    private Path folder;

    private Path out;

    @Test
    void theFirstThreeTheMiddleAndTheLastThree() throws Exception {
        out = folder.resolve("preview.y4m");

        assertThat(analysed(ClipSpec.clip(160, 90, 60))).containsExactly(0, 1, 2, 30, 57, 58, 59);
        assertThat(analysed(ClipSpec.clip(160, 90, 5))).containsExactly(0, 1, 2, 2, 2, 3, 4);
        assertThat(analysed(ClipSpec.clip(160, 90, 2))).containsExactly(0, 1, 1, 1, 0, 0, 1);
        assertThat(analysed(ClipSpec.clip(160, 90, 1))).containsExactly(0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void noSideIsLongerThanItMayBeAndTheShapeIsKept() throws Exception {
        out = folder.resolve("preview.y4m");

        analysed(ClipSpec.clip(1280, 720, 3));
        assertThat(size()).containsExactly(384, 216);
        analysed(ClipSpec.clip(240, 432, 3));
        assertThat(size()).containsExactly(214, 384);
        analysed(ClipSpec.clip(160, 90, 3));
        assertThat(size()).containsExactly(160, 90);
    }

    @Test
    void aConformedClipIsPreviewedAsItWasWritten() throws Exception {
        out = folder.resolve("preview.y4m");
        Path clip = ClipSpec.clip(320, 180, 24).at(12, 1).in(folder.resolve("clip.mp4"));

        engine.conform(
                clip, new Format(160, 90, "24/1"), Fit.PAD, folder.resolve("out.mp4"), out, ProgressListener.NONE);

        assertThat(numbers()).containsExactly(0, 0, 1, 12, 22, 23, 23);
        assertThat(size()).containsExactly(160, 90);
    }

    @Test
    void aSpanIsPreviewedAsIfItWereAClipOfItsOwn() throws Exception {
        out = folder.resolve("span.y4m");
        for (String[] options : new String[][] {
            {"preset", "medium", "g", "12", "bf", "3"},
            {"preset", "medium", "g", "250", "bf", "3"},
            {"preset", "medium", "g", "12", "bf", "3", "x264-params", "open-gop=1"}
        }) {
            Path clip = ClipSpec.clip(160, 90, 60).by("libx264", options).in(folder.resolve("clip.mp4"));

            assertThat(spanned(clip, 0, 60)).containsExactly(0, 1, 2, 30, 57, 58, 59);
            assertThat(spanned(clip, 13, 50)).containsExactly(13, 14, 15, 31, 47, 48, 49);
            assertThat(spanned(clip, 24, 25)).containsExactly(24, 24, 24, 24, 24, 24, 24);
            assertThat(spanned(clip, 58, 60)).containsExactly(58, 59, 59, 59, 58, 58, 59);
        }
    }

    @Test
    void whatStandsBeforeTheRefreshOfASpanIsNotDecoded() throws Exception {
        Path clip = ClipSpec.clip(160, 90, 60)
                .by("libx264", "preset", "medium", "g", "12", "bf", "3", "x264-params", "open-gop=0:scenecut=0")
                .in(folder.resolve("clip.mp4"));
        byte[] bytes = Files.readAllBytes(clip);
        int media = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, media + 900, media + 1100, (byte) 0x55);
        Files.write(clip, bytes);
        out = folder.resolve("span.y4m");

        assertThatThrownBy(() -> spanned(clip, 0, 60))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining("damaged");
        assertThat(spanned(clip, 30, 60)).containsExactly(30, 31, 32, 45, 57, 58, 59);
    }

    @Test
    void aSpanThatIsNotInTheClipIsRefused() throws Exception {
        Path clip = ClipSpec.clip(160, 90, 10).in(folder.resolve("clip.mp4"));
        Path text = Files.writeString(folder.resolve("text.mp4"), "#EXTM3U\n");
        byte[] whole = Files.readAllBytes(clip);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length - 1));
        out = folder.resolve("span.y4m");

        assertThatThrownBy(() -> spanned(clip, 5, 11))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessage("has 10 frames, and frame 11 of it is wanted");
        assertThatThrownBy(() -> spanned(text, 0, 1))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining("playlist");
        assertThatThrownBy(() -> spanned(cut, 0, 1))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining("cut short");
        assertThat(out).doesNotExist();
    }

    private List<Integer> analysed(ClipSpec recipe) throws IOException {
        engine.analyse(recipe.in(folder.resolve("clip.mp4")), out, ProgressListener.NONE);
        return numbers();
    }

    private List<Integer> spanned(Path clip, long from, long to) throws IOException {
        engine.preview(new FrameSpan(clip, from, to), out, ProgressListener.NONE);
        return numbers();
    }

    private int[] size() throws IOException {
        FramePixels frame = PreviewFile.read(out, PreviewFrames.MIDDLE);
        return new int[] {frame.width(), frame.height()};
    }

    private List<Integer> numbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (int cell = PreviewFrames.FIRST; cell < PreviewFrames.COUNT; cell++) {
            numbers.add(Pictures.number(PreviewFile.read(out, cell)));
        }
        return numbers;
    }
}
