package dev.framespan.simulator.clip;

import dev.framespan.simulator.picture.Planes;
import dev.framespan.simulator.picture.Size;
import dev.framespan.simulator.picture.VideoReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How the camera of a reference video moves: where it looks, and how near, measured at equal distances by laying small pictures over
 * each other. What moves in front of the camera counts only where it fills the picture.
 */
final class Motion {
    private static final int MICROS_BETWEEN = 250_000;
    private static final int WIDTH = 128;
    private static final int FARTHEST = 8;
    /** Room to move in: a window of the whole picture could not be moved. */
    private static final double NEARNESS = 1.35;

    private static final double NEAREST = 2.4;

    private final double[] x;
    private final double[] y;
    private final double[] zoom;

    private Motion(int moments) {
        this.x = new double[moments];
        this.y = new double[moments];
        this.zoom = new double[moments];
    }

    static Motion of(Path video) throws IOException {
        long micros = VideoReader.millis(video) * 1000;
        Motion motion = new Motion((int) Math.max(1, (micros - 1) / MICROS_BETWEEN) + 1);
        try (VideoReader reader = VideoReader.open(video)) {
            Planes before = null;
            Size small = null;
            for (int moment = 0; moment < motion.x.length; moment++) {
                var picture = reader.at((long) moment * MICROS_BETWEEN);
                if (small == null) {
                    small = new Size(
                            WIDTH,
                            Math.max(16, (int) Math.round(WIDTH / picture.size().ratio() / 2) * 2));
                }
                Planes now = picture.cover(small);
                if (before != null) {
                    motion.follow(moment, before, now);
                }
                before = now;
            }
        }
        return motion;
    }

    /** Where the halves of the picture went says how it was moved, and how far they went apart says how it grew. */
    private void follow(int moment, Planes before, Planes now) {
        int width = now.size().width();
        int height = now.size().height();
        double[] left = shift(before, now, FARTHEST, width / 2);
        double[] right = shift(before, now, width / 2, width - FARTHEST);
        x[moment] = x[moment - 1] - (left[0] + right[0]) / 2 / width;
        y[moment] = y[moment - 1] - (left[1] + right[1]) / 2 / height;
        zoom[moment] = zoom[moment - 1] + (right[0] - left[0]) / (width / 2.0 - FARTHEST);
    }

    /** By how much the pixels between two columns moved, across and down, in pixels. */
    private static double[] shift(Planes before, Planes now, int from, int to) {
        int bestX = 0;
        int bestY = 0;
        long best = difference(before, now, from, to, 0, 0);
        for (int dy = -FARTHEST; dy <= FARTHEST; dy++) {
            for (int dx = -FARTHEST; dx <= FARTHEST; dx++) {
                long difference = difference(before, now, from, to, dx, dy);
                if (difference < best) {
                    best = difference;
                    bestX = dx;
                    bestY = dy;
                }
            }
        }
        double finerX = between(
                difference(before, now, from, to, bestX - 1, bestY),
                best,
                difference(before, now, from, to, bestX + 1, bestY));
        double finerY = between(
                difference(before, now, from, to, bestX, bestY - 1),
                best,
                difference(before, now, from, to, bestX, bestY + 1));
        return new double[] {bestX + finerX, bestY + finerY};
    }

    /** Where the lowest point lies between three neighbours, from −0.5 to 0.5. */
    private static double between(long less, long least, long more) {
        double bend = less - 2.0 * least + more;
        return bend <= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (less - more) / (2 * bend)));
    }

    private static long difference(Planes before, Planes now, int from, int to, int dx, int dy) {
        int width = now.size().width();
        int height = now.size().height();
        int first = Math.max(from, Math.max(0, -dx));
        int last = Math.min(to, Math.min(width, width - dx));
        long sum = 0;
        long count = 0;
        for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
            for (int x = first; x < last; x++) {
                int one = before.luma()[y * width + x] & 0xFF;
                int other = now.luma()[(y + dy) * width + x + dx] & 0xFF;
                sum += (long) (one - other) * (one - other);
                count++;
            }
        }
        return count == 0 ? Long.MAX_VALUE / 4 : sum * 256 / count;
    }

    /** @param time 0 at the beginning of the clip, 1 at its end; the video is stretched over it */
    Window at(double time) {
        double place = time * (x.length - 1);
        int moment = Math.min(x.length - 2, (int) place);
        double part = place - moment;
        double nearness = Math.max(1.02, Math.min(NEAREST, NEARNESS * Math.exp(along(zoom, moment, part))));
        double half = 1 / nearness / 2;
        return new Window(
                nearness,
                edge(0.5 + along(x, moment, part) / nearness, half),
                edge(0.5 + along(y, moment, part) / nearness, half));
    }

    private static double along(double[] values, int moment, double part) {
        return values[moment] + (values[moment + 1] - values[moment]) * part;
    }

    /** Where a window with this middle begins, from 0 to 1 of the way that is open to it. */
    private static double edge(double middle, double half) {
        return Math.max(0, Math.min(1, (middle - half) / (1 - 2 * half)));
    }
}
