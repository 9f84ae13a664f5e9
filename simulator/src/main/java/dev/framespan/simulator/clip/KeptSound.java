package dev.framespan.simulator.clip;

import dev.framespan.simulator.picture.VideoReader;
import java.util.Arrays;

/** The sound of a reference video, and silence once that is over. */
record KeptSound(VideoReader.Sound sound) implements HeardSound {
    @Override
    public void fill(long from, float[] left, float[] right, int count) {
        Arrays.fill(left, 0, count, 0);
        Arrays.fill(right, 0, count, 0);
        int there = (int) Math.max(0, Math.min(count, sound.left().length - from));
        System.arraycopy(sound.left(), (int) Math.min(from, sound.left().length), left, 0, there);
        System.arraycopy(sound.right(), (int) Math.min(from, sound.right().length), right, 0, there);
    }
}
