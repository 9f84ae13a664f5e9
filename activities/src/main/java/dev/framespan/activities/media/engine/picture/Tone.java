package dev.framespan.activities.media.engine.picture;

import java.util.Locale;

/**
 * What becomes of the values of a frame's planes Y, U and V: each is multiplied, then added to.
 *
 * @param gain one for each plane
 * @param offset one for each plane, in levels of 0 to 255
 */
public record Tone(double[] gain, double[] offset) {
    private static final String[] NAMES = {"y", "u", "v"};

    /** @param share of the other values, 0 to 1 */
    static Tone towards(double[] values, double share) {
        double[] gain = new double[FramePixels.PLANES];
        double[] offset = new double[FramePixels.PLANES];
        for (int plane = 0; plane < FramePixels.PLANES; plane++) {
            gain[plane] = 1 - share;
            offset[plane] = share * values[plane];
        }
        return new Tone(gain, offset);
    }

    /** As a filter in FFmpeg's own notation. */
    public String filter() {
        StringBuilder filter = new StringBuilder("lutyuv=");
        for (int plane = 0; plane < FramePixels.PLANES; plane++) {
            // The half makes of FFmpeg's cutting off a rounding.
            filter.append(plane == 0 ? "" : ":")
                    .append(NAMES[plane])
                    .append(String.format(Locale.ROOT, "='val*%.6f+%.6f'", gain[plane], offset[plane] + 0.5));
        }
        return filter.toString();
    }
}
