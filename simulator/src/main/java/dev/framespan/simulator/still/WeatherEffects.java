package dev.framespan.simulator.still;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Rain, lightning, snow, fog, and the darker corners of a lens. */
final class WeatherEffects {
    private final Scene scene;

    WeatherEffects(Scene scene) {
        this.scene = scene;
    }

    void lightning() {
        double x = scene.lightX;
        double y = 0;
        Path2D bolt = new Path2D.Double();
        bolt.moveTo(x, y);
        while (y < scene.horizon) {
            y += scene.unit * scene.between(0.02, 0.06);
            x += scene.unit * scene.between(-0.035, 0.035);
            bolt.lineTo(x, Math.min(y, scene.horizon));
        }
        for (int wide = 5; wide >= 1; wide -= 2) {
            scene.graphics.setStroke(new BasicStroke((float) (scene.unit * 0.0011 * wide * wide * 0.6)));
            scene.graphics.setColor(Palette.clear(new Color(0xE9F2FF), wide == 1 ? 0.95 : 0.16));
            scene.graphics.draw(bolt);
        }
    }

    void rain() {
        int count = (int) (700 * scene.width / scene.unit);
        for (int i = 0; i < count; i++) {
            double x = scene.between(-0.1, 1.1) * scene.width;
            double y = scene.between(-0.1, 1) * scene.height;
            double length = scene.unit * scene.between(0.015, 0.06);
            scene.graphics.setStroke(new BasicStroke((float) (scene.unit * scene.between(0.0005, 0.0013))));
            scene.graphics.setColor(Palette.clear(scene.palette.horizon(), scene.between(0.08, 0.3)));
            scene.graphics.draw(new Line2D.Double(x, y, x - length * 0.28, y + length));
        }
    }

    void snow() {
        int count = (int) (420 * scene.width / scene.unit);
        for (int i = 0; i < count; i++) {
            double near = Math.pow(scene.random.nextDouble(), 3);
            double size = scene.unit * (0.002 + 0.009 * near);
            double x = scene.between(0, scene.width);
            double y = scene.between(0, scene.height);
            scene.fill(new Ellipse2D.Double(x, y, size, size), Palette.clear(Color.WHITE, 0.75 - 0.4 * near));
        }
    }

    /** Snow on the ground: the lower part is drawn towards white. */
    void frost() {
        Color white = Palette.mix(Color.WHITE, scene.palette.zenith(), scene.scenery.isDark() ? 0.55 : 0.08);
        scene.fill(
                new Rectangle2D.Double(0, scene.horizon, scene.width, scene.height - scene.horizon),
                scene.horizon,
                Palette.clear(white, 0),
                scene.height,
                Palette.clear(white, 0.55));
    }

    void fog() {
        Color mist = Palette.mix(scene.palette.horizon(), Color.WHITE, scene.scenery.isDark() ? 0.05 : 0.3);
        Color none = Palette.clear(mist, 0);
        for (int band = 0; band < 5; band++) {
            double top = scene.horizon + scene.unit * (-0.2 + 0.11 * band);
            double half = scene.unit * scene.between(0.07, 0.14);
            Color thick = Palette.clear(mist, 0.3);
            scene.fill(new Rectangle2D.Double(0, top, scene.width, half), top, none, top + half, thick);
            double middle = top + half;
            scene.fill(new Rectangle2D.Double(0, middle, scene.width, half), middle, thick, middle + half, none);
        }
    }

    void vignette() {
        float radius = (float) (Math.hypot(scene.width, scene.height) * 0.56);
        Color edge = Palette.clear(Palette.mix(scene.palette.near(), Color.BLACK, 0.5), 0.34);
        scene.graphics.setPaint(new RadialGradientPaint(
                scene.width / 2f, scene.height / 2f, radius, new float[] {0.55f, 1}, new Color[] {
                    Palette.clear(edge, 0), edge
                }));
        scene.graphics.fill(new Rectangle2D.Double(0, 0, scene.width, scene.height));
    }
}
