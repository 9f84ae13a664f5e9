package dev.framespan.simulator.still;

import java.awt.Color;
import java.awt.geom.Path2D;

/** Mountains, hills, dunes and headlands: layers that fade into the haze. */
final class Ground {
    private final Scene scene;

    Ground(Scene scene) {
        this.scene = scene;
    }

    /** Rows of mountains behind the horizon. */
    void mountains(int rows, double height, boolean snow) {
        for (int row = 0; row < rows; row++) {
            double distance = 0.92 - 0.5 * row / Math.max(1, rows - 1.0);
            double base = scene.horizon - scene.unit * height * (1 - 0.55 * row / rows);
            Line line = ridge(base, scene.unit * height * 0.95, 1.6 + row, 100 + 7 * row);
            Color above = scene.ground(distance);
            Path2D shape = below(line, scene.height);
            scene.fill(shape, base - scene.unit * height * 0.6, above, scene.horizon + scene.unit * 0.02, haze(above));
            if (height > 0.3) {
                flanks(line, base, height, distance);
            }
            if (snow && row < 2) {
                caps(line, base, height, distance);
            }
        }
    }

    /** Flanks turned away from the light, each from a crest down into the valley. */
    private void flanks(Line line, double base, double height, double distance) {
        double side = scene.lightX < scene.width / 2.0 ? 1 : -1;
        Color dark =
                Palette.clear(Palette.mix(scene.palette.zenith(), scene.palette.near(), 0.4), 0.3 * (1.15 - distance));
        double reach = scene.unit * height * 0.22;
        double step = scene.unit * 0.012;
        for (double x = 0; x < scene.width; x += step) {
            boolean crest = line.at(x) < line.at(x - 3 * step) && line.at(x) < line.at(x + 3 * step);
            if (!crest || line.at(x) > base + scene.unit * 0.01) {
                continue;
            }
            Path2D flank = new Path2D.Double();
            flank.moveTo(x, line.at(x));
            double wide = reach * scene.between(0.5, 1.1);
            for (double away = 0; away <= wide; away += 3) {
                flank.lineTo(x + side * away, line.at(x + side * away));
            }
            double deep = line.at(x) + wide * 1.25;
            flank.lineTo(x + side * wide * 0.75, deep);
            flank.lineTo(x + side * wide * 0.42, deep - wide * 0.42);
            flank.lineTo(x + side * wide * 0.3, deep - wide * 0.25);
            flank.lineTo(x + side * wide * 0.1, deep - wide * 0.78);
            flank.closePath();
            scene.fill(flank, line.at(x), dark, deep, Palette.clear(dark, 0));
            x += reach * 0.3;
        }
    }

    private void caps(Line line, double base, double height, double distance) {
        Color white = Palette.mix(
                Palette.mix(scene.palette.horizon(), Color.WHITE, scene.scenery.isDark() ? 0.1 : 0.7),
                scene.palette.middle(),
                distance * 0.35);
        double limit = base - scene.unit * height * 0.04;
        Path2D cap = new Path2D.Double();
        cap.moveTo(-2, line.at(-2));
        for (int x = -2; x <= scene.width + 2; x += 2) {
            cap.lineTo(x, line.at(x));
        }
        for (int x = scene.width + 2; x >= -2; x -= 2) {
            double top = line.at(x);
            double deep = Math.max(0, limit - top);
            double rough = 0.25 + 0.75 * scene.noise.ridged(x / scene.unit * 13, 5.5 + top / scene.unit * 9, 3);
            cap.lineTo(x, top + deep * rough * 0.8);
        }
        cap.closePath();
        scene.fill(
                cap, limit - scene.unit * height * 0.4, Palette.clear(white, 0.95), limit, Palette.clear(white, 0.35));
    }

    /** Rolling hills from the horizon to the viewer's feet. */
    Line hills(int rows, double roughness) {
        Line last = x -> scene.horizon;
        for (int row = 0; row < rows; row++) {
            double part = (row + 0.6) / rows;
            double base = scene.horizon + (scene.height - scene.horizon) * Math.pow(part, 1.35) * 0.86;
            double swing = scene.unit * (0.035 + 0.05 * part) * roughness;
            last = wave(base, swing, 0.55 + 0.9 * (1 - part), 300 + 13 * row);
            Color lit = Palette.mix(scene.ground(0.62 * (1 - part)), scene.palette.light(), 0.16 * (1 - part) + 0.05);
            scene.fill(
                    below(last, scene.height),
                    base - swing,
                    lit,
                    base + scene.unit * 0.3,
                    scene.ground(0.3 * (1 - part)));
        }
        return last;
    }

    /** Dunes with a bright and a shaded side. */
    void dunes() {
        int rows = 5;
        for (int row = 0; row < rows; row++) {
            double part = (row + 0.5) / rows;
            double base = scene.horizon + (scene.height - scene.horizon) * Math.pow(part, 1.3) * 0.9;
            double swing = scene.unit * (0.05 + 0.1 * part);
            Line line = wave(base, swing, 0.5 + 0.7 * (1 - part), 500 + 17 * row);
            Color lit = Palette.mix(scene.ground(0.32 * (1 - part)), scene.palette.light(), 0.24);
            Color dark = Palette.mix(scene.ground(0.25 * (1 - part)), scene.palette.zenith(), 0.22);
            scene.fill(below(line, scene.height), base - swing, lit, base + scene.unit * 0.4, dark);
            shadedSide(line, base, swing, dark, row);
        }
    }

    private void shadedSide(Line line, double base, double swing, Color dark, int row) {
        Path2D shade = new Path2D.Double();
        double crest = scene.width * (0.2 + 0.6 * scene.noise.at(row, 71));
        double wide = scene.unit * 0.9;
        shade.moveTo(crest, line.at(crest));
        for (double x = crest; x <= crest + wide; x += 3) {
            shade.lineTo(x, line.at(x) + 1);
        }
        for (double x = crest + wide; x >= crest; x -= 3) {
            double part = (x - crest) / wide;
            shade.lineTo(x, line.at(x) + (1 - part) * part * swing * 4.4);
        }
        shade.closePath();
        scene.fill(shade, base - swing, Palette.clear(dark, 0.75), base + swing * 1.4, Palette.clear(dark, 0.1));
    }

    /** A headland that comes in from one side; its line is where things can stand. */
    Line headland(int side, double reach, double rise) {
        double edge = side > 0 ? scene.width : 0;
        double foot = scene.horizon + (scene.height - scene.horizon) * 0.42;
        Line line = x -> {
            double away = Math.abs(x - edge) / (scene.width * reach);
            double shape = away >= 1 ? 0 : Math.pow(1 - away, 0.62) * (1 - 0.12 * Math.sin(away * 9));
            double rough = scene.noise.ridged(x / scene.unit * 5, 9.1, 4) * 0.045 * scene.unit * Math.min(1, shape * 3);
            return foot - shape * rise * scene.unit + rough + (away >= 1 ? scene.unit * 0.1 : 0);
        };
        Path2D shape = new Path2D.Double();
        shape.moveTo(edge, scene.height + 2);
        double end = edge - side * scene.width * reach;
        for (double x = edge; side > 0 ? x >= end : x <= end; x -= side * 2) {
            shape.lineTo(x, line.at(x));
        }
        for (double x = end; side > 0 ? x <= edge : x >= edge; x += side * 3) {
            double part = Math.abs(x - end) / (scene.width * reach);
            double rough = scene.noise.layered(x / scene.unit * 14, 2.2, 3) * 0.03 * scene.unit;
            shape.lineTo(x, foot + rough + scene.unit * 0.5 * Math.pow(part, 1.6));
        }
        shape.closePath();
        Color top = Palette.mix(scene.ground(0.16), scene.palette.light(), 0.08);
        scene.fill(shape, foot - rise * scene.unit, top, foot + scene.unit * 0.16, scene.ground(0));
        return line;
    }

    /** The height of something, in pixels from the top, at each column. */
    interface Line {
        double at(double x);
    }

    private Line ridge(double base, double swing, double frequency, int row) {
        double shift = scene.noise.at(row, 1) * 50;
        return x -> base
                - swing * (scene.noise.ridged(x / scene.unit * frequency * 0.62 + shift, row, 6) - 0.55)
                - swing * 0.3 * (scene.noise.smooth(x / scene.unit * 0.9 + shift, row) - 0.5);
    }

    private Line wave(double base, double swing, double frequency, int row) {
        double shift = scene.noise.at(row, 2) * 50;
        return x -> base - swing * 2 * (scene.noise.layered(x / scene.unit * frequency * 1.3 + shift, row, 2) - 0.5);
    }

    private Path2D below(Line line, double bottom) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(-2, bottom + 2);
        for (int x = -2; x <= scene.width + 2; x += 2) {
            shape.lineTo(x, line.at(x));
        }
        shape.lineTo(scene.width + 2, bottom + 2);
        shape.closePath();
        return shape;
    }

    private Color haze(Color color) {
        return Palette.mix(color, scene.palette.horizon(), 0.5);
    }
}
