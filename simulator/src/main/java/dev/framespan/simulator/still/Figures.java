package dev.framespan.simulator.still;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What moves: boats, birds, and a small figure. */
final class Figures {
    private final Scene scene;

    Figures(Scene scene) {
        this.scene = scene;
    }

    /** A boat under sail with its reflection. */
    void boat(double x, double water, double tall) {
        Color hull = scene.ground(0.08);
        Color sail = Palette.mix(
                Palette.mix(Color.WHITE, scene.palette.light(), 0.5),
                scene.palette.zenith(),
                scene.scenery.isDark() ? 0.6 : 0.15);
        scene.fill(
                new Ellipse2D.Double(x - tall * 0.5, water - tall * 0.02, tall, tall * 0.12), Palette.clear(hull, 0.4));
        Path2D body = new Path2D.Double();
        body.moveTo(x - tall * 0.46, water - tall * 0.12);
        body.quadTo(x - tall * 0.38, water + tall * 0.04, x - tall * 0.2, water + tall * 0.04);
        body.lineTo(x + tall * 0.28, water + tall * 0.04);
        body.quadTo(x + tall * 0.42, water, x + tall * 0.52, water - tall * 0.15);
        body.quadTo(x, water - tall * 0.07, x - tall * 0.46, water - tall * 0.12);
        body.closePath();
        scene.fill(new Rectangle2D.Double(x - tall * 0.012, water - tall, tall * 0.024, tall * 0.92), hull);
        triangle(x + tall * 0.04, water - tall * 0.96, x + tall * 0.04, water - tall * 0.17, x + tall * 0.46, sail);
        triangle(
                x - tall * 0.04,
                water - tall * 0.86,
                x - tall * 0.04,
                water - tall * 0.17,
                x - tall * 0.34,
                Palette.mix(sail, scene.palette.middle(), 0.3));
        scene.fill(body, hull);
    }

    private void triangle(double x, double top, double footX, double foot, double clew, Color color) {
        Path2D sail = new Path2D.Double();
        sail.moveTo(x, top);
        sail.quadTo((x + clew) / 2 + (clew - x) * 0.22, (top + foot) / 2, clew, foot);
        sail.lineTo(footX, foot);
        sail.closePath();
        scene.fill(sail, color);
    }

    void birds() {
        double cx = scene.width * scene.between(0.3, 0.7);
        double cy = scene.horizon * scene.between(0.3, 0.55);
        int count = 3 + scene.random.nextInt(5);
        scene.graphics.setColor(Palette.clear(scene.ground(0.12), 0.85));
        for (int i = 0; i < count; i++) {
            double size = scene.unit * scene.between(0.012, 0.028);
            double x = cx + scene.random.nextGaussian() * scene.unit * 0.14;
            double y = cy + scene.random.nextGaussian() * scene.unit * 0.05;
            double lift = size * scene.between(0.25, 0.6);
            scene.graphics.setStroke(
                    new BasicStroke((float) (size * 0.13), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D wings = new Path2D.Double();
            wings.moveTo(x - size, y - lift);
            wings.quadTo(x - size * 0.4, y - lift * 1.2, x, y);
            wings.quadTo(x + size * 0.4, y - lift * 1.2, x + size, y - lift * 0.9);
            scene.graphics.draw(wings);
        }
    }

    /** A person seen from behind, looking into the picture. */
    void figure(double x, double foot, double tall) {
        Color coat = Palette.mix(new Color(0xD9A321), scene.palette.near(), scene.scenery.isDark() ? 0.65 : 0.3);
        Color dark = scene.ground(0);
        scene.fill(new Rectangle2D.Double(x - tall * 0.075, foot - tall * 0.3, tall * 0.06, tall * 0.3), dark);
        scene.fill(new Rectangle2D.Double(x + tall * 0.015, foot - tall * 0.3, tall * 0.06, tall * 0.3), dark);
        Path2D body = new Path2D.Double();
        body.moveTo(x - tall * 0.1, foot - tall * 0.78);
        body.quadTo(x, foot - tall * 0.86, x + tall * 0.1, foot - tall * 0.78);
        body.lineTo(x + tall * 0.14, foot - tall * 0.22);
        body.lineTo(x - tall * 0.14, foot - tall * 0.22);
        body.closePath();
        scene.fill(body, coat);
        scene.fill(new Ellipse2D.Double(x - tall * 0.065, foot - tall, tall * 0.13, tall * 0.17), dark);
    }
}
