package dev.framespan.activities.media.engine.sound;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Samples that were decoded and not yet asked for. */
final class SampleQueue {
    private final Deque<float[][]> waiting = new ArrayDeque<>();
    private int used;

    void add(float[] left, float[] right) {
        waiting.add(new float[][] {left, right});
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** @return how many there were of those asked for */
    int take(float[] left, float[] right, int from, int count) {
        int done = 0;
        while (done < count && !waiting.isEmpty()) {
            float[][] first = waiting.peek();
            int taken = Math.min(count - done, first[0].length - used);
            System.arraycopy(first[0], used, left, from + done, taken);
            System.arraycopy(first[1], used, right, from + done, taken);
            done += taken;
            used += taken;
            if (used == first[0].length) {
                waiting.remove();
                used = 0;
            }
        }
        return done;
    }

    /** Silence from there on. */
    static void silence(float[] left, float[] right, int from, int to) {
        Arrays.fill(left, from, to, 0);
        Arrays.fill(right, from, to, 0);
    }
}
