package dev.framespan.simulator.clip;

/**
 * Shows a window of one plane of a picture at full size, row by row, with bilinear interpolation in fixed point: FFmpeg's
 * zoompan costs several times as much and moves in whole pixels.
 */
final class WindowScaler {
    private final byte[] plane;
    private final int width;
    private final int height;
    private final int[] columns;
    private final int[] weights;
    private final double top;
    private final double step;
    private final boolean whole;
    private int[] upper;
    private int[] lower;
    private int upperLine = -9;

    WindowScaler(byte[] plane, int width, int height, Window window) {
        this.plane = plane;
        this.width = width;
        this.height = height;
        this.whole = window.zoom() == 1;
        this.step = 1 / window.zoom();
        this.top = (height - 1) * (1 - step) * window.y();
        double left = (width - 1) * (1 - step) * window.x();
        upper = new int[width];
        lower = new int[width];
        columns = new int[width];
        weights = new int[width];
        for (int x = 0; x < width; x++) {
            double position = left + x * step;
            columns[x] = Math.min(width - 2, (int) position);
            weights[x] = (int) Math.round((position - columns[x]) * 256);
        }
    }

    /** Fills the row with values times 65,536; cheapest when rows are asked for from top to bottom. */
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
        advance(line);
        int[] a = upper;
        int[] b = lower;
        for (int x = 0; x < width; x++) {
            row[x] = a[x] * above + b[x] * below;
        }
    }

    /** Makes the two stretched lines those at and below this one; mostly one of them is there already. */
    private void advance(int line) {
        if (line == upperLine) {
            return;
        }
        if (line == upperLine + 1) {
            int[] free = upper;
            upper = lower;
            lower = free;
        } else {
            stretch(line, upper);
        }
        stretch(line + 1, lower);
        upperLine = line;
    }

    private void stretch(int line, int[] target) {
        int start = line * width;
        for (int x = 0; x < width; x++) {
            int at = start + columns[x];
            int left = plane[at] & 0xFF;
            target[x] = (left << 8) + ((plane[at + 1] & 0xFF) - left) * weights[x];
        }
    }
}
