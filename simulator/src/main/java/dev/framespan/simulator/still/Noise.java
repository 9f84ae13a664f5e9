package dev.framespan.simulator.still;

/** Smooth noise over the plane, the same for the same seed wherever and however often it is asked. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** A value from 0 to 1 for a point of the grid. */
    double at(int x, int y) {
        long hash = seed ^ (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
        hash = (hash ^ (hash >>> 31)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 29)) * 0x94D049BB133111EBL;
        return ((hash ^ (hash >>> 32)) & 0xFFFFFF) / (double) 0xFFFFFF;
    }

    /** Smooth between the grid's points, 0 to 1. */
    double smooth(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double across = ease(x - column);
        double down = ease(y - row);
        double top = at(column, row) + (at(column + 1, row) - at(column, row)) * across;
        double bottom = at(column, row + 1) + (at(column + 1, row + 1) - at(column, row + 1)) * across;
        return top + (bottom - top) * down;
    }

    /** Several sizes of noise on top of each other, 0 to 1. */
    double layered(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double total = 0;
        for (int i = 0; i < octaves; i++) {
            sum += weight * smooth(x + 17.3 * i, y - 9.1 * i);
            total += weight;
            weight /= 2;
            x *= 2.03;
            y *= 2.03;
        }
        return sum / total;
    }

    /** Like {@link #layered}, with the sharp crests of mountains. */
    double ridged(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double total = 0;
        for (int i = 0; i < octaves; i++) {
            sum += weight * (1 - Math.abs(2 * smooth(x + 31.7 * i, y + 3.3 * i) - 1));
            total += weight;
            weight /= 2.1;
            x *= 2.1;
            y *= 2.1;
        }
        return sum / total;
    }

    private static double ease(double part) {
        return part * part * part * (part * (part * 6 - 15) + 10);
    }
}
