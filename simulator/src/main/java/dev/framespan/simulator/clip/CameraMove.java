package dev.framespan.simulator.clip;

import dev.framespan.simulator.picture.Planes;
import java.util.List;
import java.util.Random;

/**
 * What the camera does: at frame 0 it shows the whole first picture, at the last frame the whole last one, and in between
 * it drifts past the others. The speed is nothing at both ends, so that clips which share a picture join smoothly.
 */
final class CameraMove implements MovingPicture {
    private static final double DEEPEST = 0.16;

    private final List<Planes> pictures;
    private final int frames;
    private final Motion motion;
    private final double driftX;
    private final double driftY;
    private final int[] one;
    private final int[] other;

    /** @param motion that the camera follows in the place of its own; null for none */
    CameraMove(List<Planes> pictures, int frames, long seed, Motion motion) {
        this.motion = motion;
        this.pictures = List.copyOf(pictures);
        this.frames = frames;
        Random random = new Random(seed);
        this.driftX = (random.nextBoolean() ? 1 : -1) * (0.5 + 0.4 * random.nextDouble());
        this.driftY = -0.5 * random.nextDouble();
        int width = pictures.get(0).size().width();
        this.one = new int[width];
        this.other = new int[width];
    }

    @Override
    public void compose(int frame, Planes target) {
        double time = frames == 1 ? 0 : (double) frame / (frames - 1);
        if (pictures.size() == 1) {
            blend(pictures.get(0), motion == null ? window(smooth(time), 1) : motion.at(time), null, null, 0, target);
            return;
        }
        double place = time * (pictures.size() - 1);
        int index = Math.min(pictures.size() - 2, (int) place);
        double part = place - index;
        double share = smooth(Math.max(0, Math.min(1, (part - 0.22) / 0.56)));
        blend(
                pictures.get(index),
                motion == null ? window(smooth(part), 1) : motion.at(time),
                pictures.get(index + 1),
                motion == null ? window(smooth(1 - part), -1) : motion.at(time),
                share,
                target);
    }

    private Window window(double distance, int direction) {
        if (distance <= 0) {
            return Window.WHOLE;
        }
        return new Window(
                1 + DEEPEST * distance, 0.5 + 0.5 * driftX * direction * distance, 0.5 + 0.5 * driftY * distance);
    }

    private static double smooth(double part) {
        return part * part * (3 - 2 * part);
    }

    private void blend(Planes from, Window leaving, Planes to, Window arriving, double share, Planes target) {
        int width = target.size().width();
        int height = target.size().height();
        Planes second = to == null ? from : to;
        Window there = to == null ? leaving : arriving;
        int weight = (int) Math.round(share * 256);
        plane(from.luma(), leaving, second.luma(), there, weight, target.luma(), width, height);
        plane(from.blue(), leaving, second.blue(), there, weight, target.blue(), width / 2, height / 2);
        plane(from.red(), leaving, second.red(), there, weight, target.red(), width / 2, height / 2);
    }

    private void plane(
            byte[] from, Window leaving, byte[] to, Window arriving, int weight, byte[] target, int width, int height) {
        WindowScaler first = weight == 256 ? null : new WindowScaler(from, width, height, leaving);
        WindowScaler second = weight == 0 ? null : new WindowScaler(to, width, height, arriving);
        for (int y = 0; y < height; y++) {
            if (first == null) {
                second.row(y, one);
            } else {
                first.row(y, one);
                if (second != null) {
                    second.row(y, other);
                    mix(width, weight);
                }
            }
            for (int x = 0, at = y * width; x < width; x++, at++) {
                target[at] = (byte) ((one[x] + 32_768) >> 16);
            }
        }
    }

    private void mix(int width, int weight) {
        int rest = 256 - weight;
        for (int x = 0; x < width; x++) {
            one[x] = (one[x] >> 8) * rest + (other[x] >> 8) * weight;
        }
    }
}
