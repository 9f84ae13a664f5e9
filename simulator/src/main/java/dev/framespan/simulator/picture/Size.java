package dev.framespan.simulator.picture;

/** Width and height in pixels, both even. */
public record Size(int width, int height) {
    /** Ratios within two percent of these are taken for them, so that rounded pictures give the usual sizes. */
    private static final double[][] USUAL = {{16, 9}, {9, 16}, {1, 1}, {4, 3}, {3, 4}, {21, 9}, {9, 21}, {3, 2}, {2, 3}
    };

    /**
     * The size of a clip: the short edge is 720, 1080 or 2160 pixels.
     *
     * @param resolution {@code 720p}, {@code 1080p} or {@code 4K}
     * @param ratio width over height; kept between 1:2.5 and 2.5:1
     */
    public static Size ofClip(String resolution, double ratio) {
        int edge =
                switch (resolution) {
                    case "720p" -> 720;
                    case "1080p" -> 1080;
                    case "4K" -> 2160;
                    default -> throw new IllegalArgumentException(resolution);
                };
        double shape = usual(Math.max(0.4, Math.min(2.5, ratio)));
        return shape >= 1 ? new Size(even(edge * shape), edge) : new Size(edge, even(edge / shape));
    }

    /**
     * The size of a still: the long edge is 1024 pixels times K.
     *
     * @param resolution {@code 1K} to {@code 4K}
     */
    public static Size ofStill(String resolution, double ratio) {
        int edge = 1024 * Integer.parseInt(resolution.substring(0, resolution.length() - 1));
        return ratio >= 1 ? new Size(edge, even(edge / ratio)) : new Size(even(edge * ratio), edge);
    }

    /** The number that {@code 16:9} stands for. */
    public static double ratio(String words) {
        String[] parts = words.split(":", 2);
        return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    public double ratio() {
        return (double) width / height;
    }

    private static double usual(double ratio) {
        for (double[] pair : USUAL) {
            double candidate = pair[0] / pair[1];
            if (Math.abs(ratio / candidate - 1) < 0.02) {
                return candidate;
            }
        }
        return ratio;
    }

    private static int even(double length) {
        return (int) Math.round(length / 2) * 2;
    }
}
