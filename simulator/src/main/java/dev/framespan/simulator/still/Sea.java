package dev.framespan.simulator.still;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/** Water from the horizon to the viewer's feet, with waves and the path of light. */
final class Sea {
    private final Scene scene;

    Sea(Scene scene) {
        this.scene = scene;
    }

    void paint() {
        double depth = scene.height - scene.horizon;
        Color far = Palette.mix(scene.palette.horizon(), scene.palette.water(), 0.35);
        scene.graphics.setPaint(new GradientPaint(
                0, (float) scene.horizon, far, 0, (float) (scene.horizon + depth * 0.75), scene.palette.water()));
        scene.graphics.fill(new Rectangle2D.Double(0, scene.horizon, scene.width, depth + 1));
        waves(depth);
        if (scene.scenery.weather() != Scenery.Weather.STORM) {
            path(depth);
        } else {
            crests(depth);
        }
    }

    private void waves(double depth) {
        double rough = scene.scenery.weather() == Scenery.Weather.STORM ? 2 : 1;
        int count = (int) (900 * Math.max(1, scene.width / scene.unit) / 1.7);
        Color bright = Palette.mix(scene.palette.horizon(), scene.palette.middle(), 0.4);
        Color dark = Palette.mix(scene.palette.water(), scene.palette.near(), 0.6);
        for (int i = 0; i < count; i++) {
            double part = Math.pow(scene.random.nextDouble(), 1.7);
            double y = scene.horizon + depth * part;
            double wide = scene.unit * (0.012 + 0.16 * part) * scene.between(0.4, 1.2);
            double high = Math.max(0.6, scene.unit * (0.0006 + 0.0075 * part) * rough * scene.between(0.4, 1));
            double x = scene.between(-0.1, 1.1) * scene.width - wide / 2;
            boolean light = scene.random.nextInt(5) < 2;
            Color color = light ? bright : dark;
            scene.fill(new Ellipse2D.Double(x, y, wide, high), Palette.clear(color, scene.between(0.06, 0.26)));
        }
    }

    private void path(double depth) {
        int count = 420;
        for (int i = 0; i < count; i++) {
            double part = Math.pow(scene.random.nextDouble(), 1.5);
            double y = scene.horizon + depth * part;
            double spread = scene.unit * (0.03 + 0.17 * part);
            double x = scene.lightX + scene.random.nextGaussian() * spread * 0.5;
            double wide = scene.unit * (0.008 + 0.05 * part) * scene.between(0.4, 1.1);
            double high = Math.max(0.8, scene.unit * (0.001 + 0.005 * part));
            double near = Math.exp(-Math.pow((x - scene.lightX) / spread, 2));
            scene.fill(
                    new Ellipse2D.Double(x - wide / 2, y, wide, high),
                    Palette.clear(scene.palette.light(), 0.62 * near * (1 - 0.55 * part)));
        }
    }

    private void crests(double depth) {
        Color foam = Palette.mix(scene.palette.horizon(), Color.WHITE, 0.4);
        for (int i = 0; i < 90; i++) {
            double part = Math.pow(scene.random.nextDouble(), 1.2);
            double y = scene.horizon + depth * part;
            double wide = scene.unit * (0.01 + 0.13 * part) * scene.between(0.5, 1.2);
            double x = scene.between(-0.05, 1.05) * scene.width;
            for (int n = 0; n < 14; n++) {
                double along = n / 13.0;
                double lift = Math.sin(along * Math.PI) * wide * 0.12;
                double size = wide * 0.09 * Math.sin(along * Math.PI) + 1;
                scene.fill(
                        new Ellipse2D.Double(x + along * wide, y - lift, size * 1.8, size * 0.7),
                        Palette.clear(foam, 0.34));
            }
        }
    }
}
