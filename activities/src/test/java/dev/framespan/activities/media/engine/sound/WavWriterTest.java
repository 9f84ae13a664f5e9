package dev.framespan.activities.media.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stems are files that other programs read, however long. */
class WavWriterTest {
    @TempDir
    private Path folder;

    @Test
    void aWavHoldsWhatWasWrittenAndCutsOffWhatIsTooLoud() throws Exception {
        Path file = folder.resolve("stem.wav");
        write(file, Long.MAX_VALUE);

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("RIFF");
        assertHeld(file);
    }

    @Test
    void beyondFourGigabytesItIsAnRf64() throws Exception {
        Path file = folder.resolve("stem.wav");
        write(file, 10_000);

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("RF64");
        assertHeld(file);
    }

    private static void write(Path file, long largest) throws IOException {
        float[] left = new float[10_000];
        float[] right = new float[10_000];
        for (int i = 0; i < left.length; i++) {
            left[i] = TestClips.sine(i, 48_000);
            right[i] = i % 2 == 0 ? 1.5f : -1.5f;
        }
        try (WavWriter wav = new WavWriter(file, largest)) {
            wav.write(left, right, 10_000);
            wav.finish();
        }
    }

    private static void assertHeld(Path file) throws IOException {
        FFmpeg.quiet();
        FileSignature.require(file, MediaType.WAV);
        WavHeader.requireWhole(file);
        float[] left = new float[20_000];
        float[] right = new float[20_000];
        try (CueSound sound = new CueSound(file, MediaType.WAV, false)) {
            assertThat(sound.readSome(left, right, 20_000)).isEqualTo(10_000);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(left[i]).isCloseTo(TestClips.sine(i, 48_000), offset(2e-7f));
            assertThat(Math.abs(right[i])).isBetween(0.9999f, 1f);
        }
        byte[] cut = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(cut, cut.length - 6));
        assertThatThrownBy(() -> WavHeader.requireWhole(file)).hasMessageContaining("cut short");
    }
}
