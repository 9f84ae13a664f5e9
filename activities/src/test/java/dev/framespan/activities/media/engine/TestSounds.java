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
}
