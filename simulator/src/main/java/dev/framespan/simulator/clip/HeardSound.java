package dev.framespan.simulator.clip;

/** What is heard in a clip. */
interface HeardSound {
    /** Fills both sides from the sample with this number on. */
    void fill(long from, float[] left, float[] right, int count);
}
