package dev.framespan.activities.media.engine.sound;

import java.io.IOException;

/** Gives 48 kHz stereo, one stretch after the other. */
interface SampleSource extends AutoCloseable {
    /** Fills the beginning of both channels with what comes next: silence where there is no more. */
    void read(float[] left, float[] right, int count) throws IOException;

    @Override
    void close();
}
