package dev.framespan.simulator.clip;

/**
 * Shows a window of one plane of a picture at full size, row by row, with bilinear interpolation in fixed point: FFmpeg's
 * zoompan costs several times as much and moves in whole pixels.
 */
final class Lens {
    private final byte[] plane;
    private final int width;
    private final int height;
    private final int[] columns;
    private final int[] weights;
    private final double top;
    private final double step;
    private final boolean whole;

    Lens(byte[] plane, int width, int height, Window window) {
        this.plane = plane;
        this.width = width;
        this.height = height;
        this.whole = window.zoom() == 1;
        this.step = 1 / window.zoom();
        this.top = (height - 1) * (1 - step) * window.y();
        double left = (width - 1) * (1 - step) * window.x();
        columns = new int[width];
        weights = new int[width];
        for (int x = 0; x < width; x++) {
            double position = left + x * step;
            columns[x] = Math.min(width - 2, (int) position);
            weights[x] = (int) Math.round((position - columns[x]) * 256);
        }
    }

    /** Fills the row with values times 65,536. */
    void row(int y, int[] row) {
        if (whole) {
            for (int x = 0, at = y * width; x < width; x++, at++) {
                row[x] = (plane[at] & 0xFF) << 16;
            }
            return;
        }
        double position = top + y * step;
        int line = Math.min(height - 2, (int) position);
        int below = (int) Math.round((position - line) * 256);
        int above = 256 - below;
        int upper = line * width;
        int lower = upper + width;
        for (int x = 0; x < width; x++) {
            int column = columns[x];
            int right = weights[x];
            int left = 256 - right;
            int a = (plane[upper + column] & 0xFF) * left + (plane[upper + column + 1] & 0xFF) * right;
            int b = (plane[lower + column] & 0xFF) * left + (plane[lower + column + 1] & 0xFF) * right;
            row[x] = a * above + b * below;
        }
    }
}
