package dev.framespan.simulator.still;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.Random;

/** The picture being painted, and what all who paint on it share. Lengths are in parts of the shorter edge. */
final class Scene {
    final BufferedImage image;
    final Graphics2D graphics;
    final int width;
    final int height;
    /** Pixels of the shorter edge: 1 in all lengths. */
    final double unit;
    /** The line where the sky ends, in pixels from the top. */
    final double horizon;
    /** Sun or moon, in pixels. */
    final double lightX;

    final double lightY;
    final Scenery scenery;
    final Palette palette;
    final Noise noise;
    final Random random;

    Scene(int width, int height, Scenery scenery, Palette palette, long seed) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        this.width = width;
        this.height = height;
        this.unit = Math.min(width, height);
        this.scenery = scenery;
        this.palette = palette;
        this.noise = new Noise(seed);
        this.random = new Random(seed);
        this.horizon = height * (0.54 + 0.1 * random.nextDouble());
        this.lightX =
                width * (random.nextBoolean() ? 0.2 + 0.2 * random.nextDouble() : 0.6 + 0.2 * random.nextDouble());
        double rise =
                switch (scenery.hour()) {
                    case DAWN, DUSK -> 0.06 + 0.08 * random.nextDouble();
                    case DAY -> 0.3 + 0.12 * random.nextDouble();
                    case NIGHT -> 0.28 + 0.14 * random.nextDouble();
                };
        this.lightY = horizon - rise * height;
    }

    /** The side away from sun or moon, where big things stand: −1 left, 1 right. */
    int heavySide() {
        return lightX < width / 2.0 ? 1 : -1;
    }

    /** The ground's colour at a distance from 0 (at one's feet) to 1 (in the haze). */
    Color ground(double distance) {
        return Palette.mix(palette.near(), Palette.mix(palette.middle(), palette.horizon(), 0.55), distance);
    }

    double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    void fill(Shape shape, Color color) {
        graphics.setPaint(color);
        graphics.fill(shape);
    }

    /** Fills with a colour that changes from the upper to the lower line. */
    void fill(Shape shape, double top, Color above, double bottom, Color below) {
        graphics.setPaint(new GradientPaint(0, (float) top, above, 0, (float) Math.max(top + 1, bottom), below));
        graphics.fill(shape);
    }
}
