package dev.framespan.activities.media.engine.sheet;

/**
 * Where the pictures of a contact sheet stand, in pixels.
 *
 * @param columns of pictures
 * @param rows of pictures
 * @param cellWidth of a picture
 * @param cellHeight of a picture
 * @param gap between pictures, and twice at the margin
 * @param letter size of the captions' letters
 * @param lines of each caption
 */
record SheetLayout(int columns, int rows, int cellWidth, int cellHeight, int gap, int letter, int lines) {
    private static final int PREFERRED_WIDTH = 480;
    private static final int SMALLEST_WIDTH = 96;

    /** More would neither fit in memory nor be looked at. */
    private static final double LARGEST_AREA = 24e6;

    /** A little wider than it is high: a screen's shape. */
    private static final double SHEET_ASPECT = 1.5;

    /**
     * @param count of pictures, at least 1
     * @param aspect width of a picture, in heights
     * @param lines of the longest caption
     */
    static SheetLayout of(int count, double aspect, int lines) {
        double preferred = aspect >= 1 ? PREFERRED_WIDTH : PREFERRED_WIDTH * Math.sqrt(aspect);
        double affordable = Math.sqrt(LARGEST_AREA / count * aspect / 1.5);
        int width = (int) Math.max(SMALLEST_WIDTH, Math.min(preferred, affordable)) / 2 * 2;
        int height = Math.max(2, (int) Math.round(width / aspect / 2) * 2);
        int letter = Math.max(9, Math.min(width, height) / 15);
        int gap = Math.max(6, Math.min(width, height) / 14);
        int captionHeight = lines * letter * 3 / 2;
        double ideal = Math.sqrt(count * SHEET_ASPECT * (height + gap + captionHeight) / (width + gap));
        int columns = (int) Math.max(1, Math.min(count, Math.round(ideal)));
        return new SheetLayout(columns, (count + columns - 1) / columns, width, height, gap, letter, lines);
    }

    int x(int index) {
        return 2 * gap + index % columns * (cellWidth + gap);
    }

    int y(int index) {
        return 2 * gap + index / columns * rowHeight();
    }

    int width() {
        return 3 * gap + columns * (cellWidth + gap);
    }

    int height() {
        return 3 * gap + rows * rowHeight();
    }

    int lineHeight() {
        return letter * 3 / 2;
    }

    private int rowHeight() {
        return cellHeight + gap + (lines == 0 ? 0 : lines * lineHeight() + letter / 2);
    }
}
