package dev.framespan.simulator.still;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Pines in rows, and round trees on their own. */
final class Trees {
    private final Scene scene;

    Trees(Scene scene) {
        this.scene = scene;
    }

    /** Rows of pines, each nearer, taller and darker than the one behind it, with haze between them. */
    void forest(int rows) {
        for (int row = 0; row < rows; row++) {
            double part = (row + 1.0) / rows;
            double foot = scene.horizon + (scene.height - scene.horizon) * Math.pow(part, 1.4) * 0.95;
            double tall = scene.unit * (0.08 + 0.34 * Math.pow(part, 1.6));
            Color color = scene.ground(0.72 * (1 - part));
            double gap = tall * 0.22;
            for (double x = -tall * scene.random.nextDouble();
                    x < scene.width + tall;
                    x += gap * scene.between(0.5, 1.7)) {
                double opening = 0.55 + 0.75 * scene.noise.smooth(x / scene.unit * 1.7, row * 3);
                pine(
                        x,
                        foot + scene.between(-0.02, 0.03) * scene.unit,
                        tall * opening * scene.between(0.75, 1.1),
                        color);
            }
            if (row == rows - 1) {
                continue; // nothing stands in front of the last row
            }
            double top = foot - tall * 0.5;
            scene.fill(new Rectangle2D.Double(0, foot - 2, scene.width, scene.height - foot + 4), color);
            Color mist = scene.palette.horizon();
            scene.fill(
                    new Rectangle2D.Double(0, top, scene.width, scene.height - top),
                    top,
                    Palette.clear(mist, 0),
                    foot + scene.unit * 0.05,
                    Palette.clear(mist, 0.3 * (1 - part) + 0.08));
        }
    }

    /** A few pines along a line. */
    void row(Ground.Line line, int count, double tall, double from, double to) {
        for (int i = 0; i < count; i++) {
            double x = scene.width * scene.between(from, to);
            pine(x, line.at(x) + scene.unit * 0.012, scene.unit * tall * scene.between(0.6, 1.15), scene.ground(0.06));
        }
    }

    void pine(double x, double foot, double tall, Color color) {
        Path2D shape = new Path2D.Double();
        int steps = 9;
        double half = tall * scene.between(0.15, 0.2);
        shape.moveTo(x, foot - tall);
        for (int i = 1; i <= steps; i++) {
            double down = (double) i / steps;
            double out = half * Math.pow(down, 0.85) * scene.between(0.85, 1.12);
            shape.lineTo(x + out, foot - tall * (1 - down) * 0.93 - tall * 0.05);
            shape.lineTo(x + out * 0.55, foot - tall * (1 - down) * 0.93 - tall * 0.075);
        }
        shape.lineTo(x + tall * 0.016, foot - tall * 0.06);
        shape.lineTo(x + tall * 0.016, foot + 1);
        shape.lineTo(x - tall * 0.016, foot + 1);
        shape.lineTo(x - tall * 0.016, foot - tall * 0.06);
        for (int i = steps; i >= 1; i--) {
            double down = (double) i / steps;
            double out = half * Math.pow(down, 0.85) * scene.between(0.85, 1.12);
            shape.lineTo(x - out * 0.55, foot - tall * (1 - down) * 0.93 - tall * 0.075);
            shape.lineTo(x - out, foot - tall * (1 - down) * 0.93 - tall * 0.05);
        }
        shape.closePath();
        scene.fill(shape, color);
    }

    /** A broad tree with a crown of many tufts, bright where the light comes from. */
    void broad(double x, double foot, double tall) {
        Color dark = scene.ground(0.02);
        Color lit = Palette.mix(scene.ground(0.1), scene.palette.light(), 0.2);
        Path2D trunk = new Path2D.Double();
        trunk.moveTo(x - tall * 0.05, foot + 2);
        trunk.quadTo(x - tall * 0.015, foot - tall * 0.3, x - tall * 0.02, foot - tall * 0.55);
        trunk.lineTo(x + tall * 0.02, foot - tall * 0.55);
        trunk.quadTo(x + tall * 0.015, foot - tall * 0.3, x + tall * 0.05, foot + 2);
        trunk.closePath();
        scene.fill(trunk, dark);
        double towards = Math.signum(scene.lightX - x);
        int tufts = 260;
        for (int i = 0; i < tufts; i++) {
            double angle = scene.between(0, 2 * Math.PI);
            double away = Math.sqrt(scene.random.nextDouble());
            double px = Math.cos(angle) * away * 0.36;
            double py = Math.sin(angle) * away * 0.27;
            double size = tall * scene.between(0.06, 0.13);
            double bright = Math.max(0, Math.min(1, 0.35 + px * towards * 0.9 - py * 1.4)) * i / tufts;
            scene.fill(
                    new Ellipse2D.Double(
                            x + px * tall - size / 2, foot - tall * 0.66 + py * tall - size / 2, size, size),
                    Palette.mix(dark, lit, bright));
        }
    }
}
