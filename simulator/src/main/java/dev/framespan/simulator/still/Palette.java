package dev.framespan.simulator.still;

import dev.framespan.simulator.picture.Picture;
import java.awt.Color;
import java.util.Random;

/**
 * The colours of a picture.
 *
 * @param zenith the sky above
 * @param middle the sky half-way down
 * @param horizon the sky where it meets the ground, and the haze over distant things
 * @param light sun or moon, and whatever they touch
 * @param near the ground at the viewer's feet
 * @param water the sea at the viewer's feet
 */
record Palette(Color zenith, Color middle, Color horizon, Color light, Color near, Color water) {

    static Palette of(Scenery scenery, Random random) {
        Palette base = scenery.weather() == Scenery.Weather.STORM
                ? storm(scenery)
                : switch (scenery.hour()) {
                    case DAWN -> of(0x4A5E95, 0xD99A9B, 0xFFE0B0, 0xFFF3D2, 0x2B2F45, 0x3C5672);
                    case DAY -> of(0x2A74BD, 0x74B4E4, 0xE3F1F7, 0xFFFCEB, 0x2F5B3A, 0x1F6A8C);
                    case DUSK -> of(0x2A2560, 0xB8507A, 0xFFB768, 0xFFE3A6, 0x241A30, 0x4A3358);
                    case NIGHT -> of(0x060B22, 0x142B5A, 0x48689A, 0xF6F2DC, 0x0A1020, 0x0E2140);
                };
        Palette turned = base.turned((random.nextDouble() - 0.5) * 0.06);
        return switch (scenery.land()) {
            case DESERT -> turned.with(mix(turned.near, new Color(scenery.isDark() ? 0x2A2A48 : 0xB5733C), 0.75));
            case FOREST -> turned.with(mix(turned.near, new Color(scenery.isDark() ? 0x07141A : 0x173526), 0.6));
            case CITY -> turned.with(mix(turned.near, new Color(scenery.isDark() ? 0x0A0E1A : 0x35414F), 0.8));
            case MOUNTAINS, MEADOW -> scenery.weather() == Scenery.Weather.SNOW
                    ? turned.with(mix(turned.near, new Color(scenery.isDark() ? 0x46587A : 0x8FA6BF), 0.55))
                    : turned;
            case SEA -> turned;
        };
    }

    private static Palette storm(Scenery scenery) {
        return scenery.isDark()
                ? of(0x080C14, 0x1B2736, 0x4A5C6C, 0xDDE6EE, 0x070A0F, 0x101C28)
                : of(0x232C38, 0x4C5B68, 0xA7B3B4, 0xF2EFDF, 0x161D22, 0x24424E);
    }

    private static Palette of(int zenith, int middle, int horizon, int light, int near, int water) {
        return new Palette(
                new Color(zenith),
                new Color(middle),
                new Color(horizon),
                new Color(light),
                new Color(near),
                new Color(water));
    }

    private Palette with(Color ground) {
        return new Palette(zenith, middle, horizon, light, ground, water);
    }

    private Palette turned(double hue) {
        return new Palette(
                turn(zenith, hue), turn(middle, hue), turn(horizon, hue / 2), light, turn(near, hue), turn(water, hue));
    }

    /** The same, drawn towards the colours at the top, middle and bottom of another picture. */
    Palette towards(Picture reference) {
        Color top = average(reference, 0, 0.25);
        Color belt = average(reference, 0.4, 0.6);
        Color bottom = average(reference, 0.75, 1);
        return new Palette(
                mix(zenith, top, 0.7),
                mix(middle, mix(top, belt, 0.5), 0.7),
                mix(horizon, belt, 0.6),
                light,
                mix(near, bottom, 0.55),
                mix(water, bottom, 0.6));
    }

    static Color mix(Color from, Color to, double part) {
        double rest = 1 - part;
        return new Color(
                (int) Math.round(from.getRed() * rest + to.getRed() * part),
                (int) Math.round(from.getGreen() * rest + to.getGreen() * part),
                (int) Math.round(from.getBlue() * rest + to.getBlue() * part));
    }

    static Color clear(Color color, double opacity) {
        int alpha = (int) Math.round(255 * Math.max(0, Math.min(1, opacity)));
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private static Color turn(Color color, double hue) {
        float[] parts = Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null);
        return Color.getHSBColor((float) (parts[0] + hue), parts[1], parts[2]);
    }

    private static Color average(Picture picture, double from, double to) {
        long[] sums = new long[3];
        long count = 0;
        int step = Math.max(1, picture.height() / 100);
        for (int y = (int) (picture.height() * from); y < picture.height() * to; y += step) {
            for (int x = 0; x < picture.width(); x += step) {
                int at = 3 * (y * picture.width() + x);
                for (int i = 0; i < 3; i++) {
                    sums[i] += picture.pixels()[at + i] & 0xFF;
                }
                count++;
            }
        }
        long pixels = Math.max(1, count);
        return new Color((int) (sums[2] / pixels), (int) (sums[1] / pixels), (int) (sums[0] / pixels));
    }
}
