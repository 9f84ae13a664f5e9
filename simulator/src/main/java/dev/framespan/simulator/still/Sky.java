package dev.framespan.simulator.still;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.DataBufferInt;

/** Gradient, glow, clouds, stars, and sun or moon. */
final class Sky {
    /** Clouds are computed for one pixel in this many, and smoothed in between. */
    private static final int COARSE = 4;

    private final Scene scene;
    private final double[] light;
    private final double[] cloudBright;
    private final double[] cloudDark;
    private final double cover;

    Sky(Scene scene) {
        this.scene = scene;
        Palette palette = scene.palette;
        light = parts(palette.light());
        boolean storm = scene.scenery.weather() == Scenery.Weather.STORM;
        boolean low = scene.scenery.hour() == Scenery.Hour.DAWN || scene.scenery.hour() == Scenery.Hour.DUSK;
        Color bright = low
                ? Palette.mix(palette.horizon(), new Color(0xFFD0B0), 0.4)
                : Palette.mix(palette.horizon(), Color.WHITE, scene.scenery.isDark() ? 0.08 : 0.75);
        cloudBright = parts(storm ? Palette.mix(palette.horizon(), palette.middle(), 0.35) : bright);
        cloudDark = parts(Palette.mix(palette.middle(), palette.zenith(), storm ? 0.9 : 0.35));
        cover = switch (scene.scenery.weather()) {
            case CLEAR -> 0.36;
            case CLOUDS -> 0.52;
            case STORM -> 0.78;
            case SNOW, FOG -> 0.58;
        };
    }

    void paint() {
        gradient();
        if (scene.scenery.isDark() && scene.scenery.weather() != Scenery.Weather.STORM) {
            stars();
        }
        if (scene.scenery.weather() != Scenery.Weather.STORM) {
            disc();
        }
        clouds();
    }

    private void gradient() {
        int[] pixels = ((DataBufferInt) scene.image.getRaster().getDataBuffer()).getData();
        double[] zenith = parts(scene.palette.zenith());
        double[] middle = parts(scene.palette.middle());
        double[] horizon = parts(scene.palette.horizon());
        double reach = scene.unit * (scene.scenery.isDark() ? 0.22 : 0.42);
        double strength = scene.scenery.weather() == Scenery.Weather.STORM ? 0.25 : 0.75;
        for (int y = 0; y < scene.height; y++) {
            double down = Math.min(1, y / scene.horizon);
            double lower = down < 0.55 ? 0 : (down - 0.55) / 0.45;
            double upper = Math.min(1, down / 0.55);
            for (int x = 0; x < scene.width; x++) {
                double distance = Math.hypot((x - scene.lightX) * 0.8, y - scene.lightY) / reach;
                double glow = strength * Math.exp(-distance * 1.9);
                double grain = scene.noise.at(x, y) - 0.5; // hides the steps between neighbouring shades
                int color = 0;
                for (int i = 0; i < 3; i++) {
                    double value = lower > 0
                            ? middle[i] + (horizon[i] - middle[i]) * lower
                            : zenith[i] + (middle[i] - zenith[i]) * upper;
                    value += (light[i] - value) * glow;
                    color = color << 8 | clip(value + grain);
                }
                pixels[y * scene.width + x] = color;
            }
        }
    }

    private void stars() {
        int count = 260;
        for (int i = 0; i < count; i++) {
            double x = scene.between(0, scene.width);
            double y = Math.pow(scene.random.nextDouble(), 1.4) * scene.horizon;
            double size = scene.unit * scene.between(0.0008, 0.0024);
            double fade = (1 - y / scene.horizon) * scene.between(0.3, 1);
            scene.fill(new Ellipse2D.Double(x, y, size, size), Palette.clear(Color.WHITE, fade));
        }
    }

    private void disc() {
        double radius = scene.unit * (scene.scenery.isDark() ? 0.045 : 0.038);
        Color color = scene.palette.light();
        for (int ring = 6; ring >= 1; ring--) {
            double wide = radius * (1 + ring * 0.11);
            scene.fill(circle(wide), Palette.clear(color, 0.06));
        }
        scene.fill(circle(radius), color);
        if (scene.scenery.isDark()) {
            for (int i = 0; i < 6; i++) {
                double spot = radius * scene.between(0.12, 0.3);
                double angle = scene.between(0, 2 * Math.PI);
                double away = radius * scene.between(0, 0.6);
                double x = scene.lightX + Math.cos(angle) * away - spot;
                double y = scene.lightY + Math.sin(angle) * away - spot;
                scene.fill(new Ellipse2D.Double(x, y, 2 * spot, 2 * spot), Palette.clear(scene.palette.middle(), 0.12));
            }
        }
    }

    private Ellipse2D circle(double radius) {
        return new Ellipse2D.Double(scene.lightX - radius, scene.lightY - radius, 2 * radius, 2 * radius);
    }

    private void clouds() {
        int columns = scene.width / COARSE + 3;
        int rows = (int) (scene.horizon / COARSE) + 3;
        float[] density = new float[columns * rows];
        float[] shade = new float[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cloud(column, row, row * columns + column, density, shade);
            }
        }
        int[] pixels = ((DataBufferInt) scene.image.getRaster().getDataBuffer()).getData();
        int bottom = (int) Math.min(scene.height, scene.horizon + 1);
        for (int y = 0; y < bottom; y++) {
            for (int x = 0; x < scene.width; x++) {
                double thick = between(density, columns, x, y);
                if (thick > 0.004) {
                    int at = y * scene.width + x;
                    pixels[at] = over(pixels[at], thick, between(shade, columns, x, y), scene.noise.at(x, y) - 0.5);
                }
            }
        }
    }

    /** Clouds lie flat in the distance and billow overhead; they are lit from where sun or moon stand. */
    private void cloud(int column, int row, int at, float[] density, float[] shade) {
        double y = row * COARSE / scene.horizon;
        double depth = 1 / (1.15 - Math.min(1, y));
        double x = (column * COARSE - scene.width / 2.0) / scene.unit * depth * 0.9 + 40;
        double z = depth * 2.1;
        double warp = scene.noise.smooth(x * 0.8, z) * 0.9;
        double here = scene.noise.layered(x * 1.1 + warp, z * 1.5, 6);
        double thick = Math.max(0, Math.min(1, (here - (1 - cover)) / 0.24));
        double fade = Math.min(1, Math.max(0, (1.02 - y) / 0.16));
        density[at] = (float) (thick * thick * (3 - 2 * thick) * fade * 0.92);
        double side = Math.tanh((scene.lightX - column * COARSE) / (scene.unit * 0.35)) * 0.12;
        double towards = scene.noise.layered((x + side) * 1.1 + warp, (z - 0.16) * 1.5, 4);
        shade[at] = (float) Math.max(0, Math.min(1, 0.62 + (here - towards) * 3.2 - thick * 0.22));
    }

    private int over(int pixel, double thick, double shade, double grain) {
        int color = 0;
        for (int i = 0; i < 3; i++) {
            double under = pixel >> (16 - 8 * i) & 0xFF;
            double cloud = cloudDark[i] + (cloudBright[i] - cloudDark[i]) * shade;
            color = color << 8 | clip(under + (cloud - under) * thick + grain);
        }
        return color;
    }

    private static double between(float[] field, int columns, int x, int y) {
        int column = x / COARSE;
        int row = y / COARSE;
        double across = (double) (x % COARSE) / COARSE;
        double down = (double) (y % COARSE) / COARSE;
        int at = row * columns + column;
        double top = field[at] + (field[at + 1] - field[at]) * across;
        double bottom = field[at + columns] + (field[at + columns + 1] - field[at + columns]) * across;
        return top + (bottom - top) * down;
    }

    private static double[] parts(Color color) {
        return new double[] {color.getRed(), color.getGreen(), color.getBlue()};
    }

    private static int clip(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
