package dev.framespan.simulator.still;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** A lighthouse, houses, and the skyline of a city. */
final class Buildings {
    private static final Color LAMP = new Color(0xFFE9A8);

    private final Scene scene;

    Buildings(Scene scene) {
        this.scene = scene;
    }

    /** A lighthouse with its foot at this point; its lamp burns unless it is broad day. */
    void lighthouse(double x, double foot, double tall) {
        boolean burning = scene.scenery.hour() != Scenery.Hour.DAY || scene.scenery.weather() == Scenery.Weather.STORM;
        double lamp = foot - tall * 0.9;
        if (burning) {
            beam(x, lamp, -scene.heavySide(), tall);
        }
        double shade = scene.scenery.isDark() ? 0.62 : 0.18;
        Color white = Palette.mix(new Color(0xF4EFE6), scene.palette.zenith(), shade);
        Color red = Palette.mix(new Color(0xB33A32), scene.palette.zenith(), shade);
        for (int band = 0; band < 5; band++) {
            Path2D part = new Path2D.Double();
            double low = band / 5.0;
            double high = (band + 1) / 5.0;
            part.moveTo(x - half(tall, low), foot - tall * 0.8 * low + 1);
            part.lineTo(x - half(tall, high), foot - tall * 0.8 * high);
            part.lineTo(x + half(tall, high), foot - tall * 0.8 * high);
            part.lineTo(x + half(tall, low), foot - tall * 0.8 * low + 1);
            part.closePath();
            Color color = band % 2 == 0 ? white : red;
            boolean fromLeft = scene.lightX < x;
            Color dark = Palette.mix(color, scene.palette.near(), 0.55);
            scene.graphics.setPaint(new GradientPaint(
                    (float) (x - tall * 0.08),
                    0,
                    fromLeft ? color : dark,
                    (float) (x + tall * 0.08),
                    0,
                    fromLeft ? dark : color));
            scene.graphics.fill(part);
        }
        lantern(x, foot, tall, burning);
    }

    private static double half(double tall, double up) {
        return tall * (0.085 - 0.03 * up);
    }

    private void lantern(double x, double foot, double tall, boolean burning) {
        Color iron = scene.ground(0.05);
        scene.fill(new Rectangle2D.Double(x - tall * 0.078, foot - tall * 0.825, tall * 0.156, tall * 0.028), iron);
        Color glass = burning ? LAMP : Palette.mix(scene.palette.horizon(), scene.palette.middle(), 0.4);
        scene.fill(new Rectangle2D.Double(x - tall * 0.042, foot - tall * 0.93, tall * 0.084, tall * 0.11), glass);
        for (int bar = -1; bar <= 1; bar++) {
            scene.fill(
                    new Rectangle2D.Double(
                            x + bar * tall * 0.03 - tall * 0.004, foot - tall * 0.93, tall * 0.008, tall * 0.11),
                    iron);
        }
        Path2D roof = new Path2D.Double();
        roof.moveTo(x - tall * 0.058, foot - tall * 0.925);
        roof.quadTo(x - tall * 0.02, foot - tall * 0.985, x, foot - tall * 1.02);
        roof.quadTo(x + tall * 0.02, foot - tall * 0.985, x + tall * 0.058, foot - tall * 0.925);
        roof.closePath();
        scene.fill(roof, iron);
        if (burning) {
            glow(x, foot - tall * 0.88, tall * 0.35, 0.75);
        }
    }

    private void beam(double x, double y, int side, double tall) {
        double length = scene.width * 0.8;
        Path2D beam = new Path2D.Double();
        beam.moveTo(x, y - tall * 0.02);
        beam.lineTo(x + side * length, y - length * 0.13);
        beam.lineTo(x + side * length, y + length * 0.05);
        beam.lineTo(x, y + tall * 0.04);
        beam.closePath();
        double strength = scene.scenery.isDark() ? 0.5 : 0.3;
        scene.graphics.setPaint(new GradientPaint(
                (float) x, 0, Palette.clear(LAMP, strength), (float) (x + side * length), 0, Palette.clear(LAMP, 0)));
        scene.graphics.fill(beam);
    }

    void glow(double x, double y, double radius, double strength) {
        scene.graphics.setPaint(
                new RadialGradientPaint((float) x, (float) y, (float) radius, new float[] {0, 0.25f, 1}, new Color[] {
                    Palette.clear(LAMP, strength), Palette.clear(LAMP, strength * 0.35), Palette.clear(LAMP, 0)
                }));
        scene.graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    void house(double x, double foot, double wide) {
        double tall = wide * 0.55;
        Color wall = Palette.mix(new Color(0xE9DCC6), scene.palette.zenith(), scene.scenery.isDark() ? 0.75 : 0.25);
        Color roof = Palette.mix(new Color(0x8A4B3A), scene.palette.near(), 0.45);
        scene.fill(new Rectangle2D.Double(x, foot - tall, wide, tall + wide * 0.1), wall);
        Path2D top = new Path2D.Double();
        top.moveTo(x - wide * 0.09, foot - tall);
        top.lineTo(x + wide * 0.2, foot - tall * 1.75);
        top.lineTo(x + wide * 0.8, foot - tall * 1.75);
        top.lineTo(x + wide * 1.09, foot - tall);
        top.closePath();
        scene.fill(new Rectangle2D.Double(x + wide * 0.68, foot - tall * 2.05, wide * 0.09, tall * 0.5), roof);
        scene.fill(top, roof);
        boolean lit = scene.scenery.hour() != Scenery.Hour.DAY;
        Color window = lit ? LAMP : Palette.mix(scene.palette.middle(), scene.palette.near(), 0.5);
        for (double at : new double[] {0.16, 0.66}) {
            scene.fill(new Rectangle2D.Double(x + wide * at, foot - tall * 0.72, wide * 0.18, tall * 0.34), window);
        }
        scene.fill(new Rectangle2D.Double(x + wide * 0.43, foot - tall * 0.62, wide * 0.14, tall * 0.72), roof);
        if (lit) {
            glow(x + wide / 2, foot - tall * 0.5, wide, 0.25);
        }
    }

    /** Rows of houses and towers, lit from within when it is dark. */
    void skyline(int rows) {
        for (int row = 0; row < rows; row++) {
            double part = (row + 1.0) / rows;
            double foot = scene.horizon + (scene.height - scene.horizon) * (0.1 + 0.62 * Math.pow(part, 1.5));
            Color face = Palette.mix(scene.ground(0.78 * (1 - part) + 0.05), scene.palette.zenith(), 0.12);
            double x = -scene.unit * 0.05;
            while (x < scene.width) {
                double wide = scene.unit * scene.between(0.05, 0.11) * (0.55 + 0.75 * part);
                double centre = Math.exp(-Math.pow((x / scene.width - 0.5) / 0.34, 2));
                double tall = scene.unit * (0.12 + 0.34 * centre * scene.random.nextDouble() + scene.between(0, 0.14));
                tower(x, foot, wide, tall * (0.75 + 0.3 * part), face, part);
                x += wide * scene.between(0.9, 1.25);
            }
            scene.fill(
                    new Rectangle2D.Double(0, foot - 1, scene.width, scene.height - foot + 2),
                    scene.ground(0.5 * (1 - part)));
        }
    }

    private void tower(double x, double foot, double wide, double tall, Color face, double part) {
        Color low = Palette.mix(face, scene.palette.horizon(), 0.35 * (1 - part) + 0.06);
        scene.fill(new Rectangle2D.Double(x, foot - tall, wide, tall + 2), foot - tall, face, foot, low);
        if (scene.random.nextInt(3) == 0) {
            scene.fill(new Rectangle2D.Double(x + wide * 0.25, foot - tall * 1.09, wide * 0.5, tall * 0.1), face);
        }
        if (scene.random.nextInt(4) == 0) {
            scene.fill(
                    new Rectangle2D.Double(x + wide * 0.49, foot - tall * 1.25, Math.max(1, wide * 0.025), tall * 0.26),
                    face);
        }
        boolean lit = scene.scenery.hour() != Scenery.Hour.DAY;
        double cell = Math.max(3, scene.unit * 0.0105 * (0.6 + 0.6 * part));
        Color neon = Color.getHSBColor(scene.random.nextFloat(), 0.65f, 1);
        boolean sign = scene.scenery.isDark() && scene.random.nextInt(5) == 0;
        for (double wy = foot - tall + cell; wy < foot - cell; wy += cell * 1.6) {
            for (double wx = x + cell * 0.7; wx < x + wide - cell; wx += cell * 1.35) {
                double chance = scene.random.nextDouble();
                if (chance < (lit ? 0.36 : 0.6)) {
                    Color glass = lit ? Palette.mix(LAMP, neon, sign ? 0.7 : 0.08) : scene.palette.horizon();
                    double strength = (lit ? 0.35 + 0.6 * chance : 0.16) * (0.35 + 0.65 * part);
                    scene.fill(new Rectangle2D.Double(wx, wy, cell * 0.7, cell * 0.8), Palette.clear(glass, strength));
                }
            }
        }
    }
}
