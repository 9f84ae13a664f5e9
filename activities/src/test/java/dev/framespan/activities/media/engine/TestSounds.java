package dev.framespan.activities.media.engine;

import java.io.IOException;
import java.nio.file.Path;

/** Makes sounds for tests of other rooms. */
public final class TestSounds {
    private TestSounds() {}

    /** A sine in one channel. */
    public static void mp3(Path file, int rate, long samples) throws IOException {
        SoundSpec.sine("mp3", "libmp3lame", rate, 1, samples).in(file);
    }

    /** A sine in two channels at 48 kHz, lossless. */
    public static void wav(Path file, long samples) throws IOException {
        SoundSpec.wav(samples, i -> TestClips.sine(i, 48_000)).in(file);
    }
}
