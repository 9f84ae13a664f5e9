package dev.framespan.simulator.clip;

import dev.framespan.simulator.picture.Picture;
import dev.framespan.simulator.picture.Planes;
import dev.framespan.simulator.picture.VideoReader;
import java.io.IOException;
import java.util.Random;

/**
 * A video painted over: its colours turned round and its shades laid on in a few broad steps, so that it is seen at once that it is
 * another one. What is where, and when, stays.
 */
final class RepaintedVideo implements MovingPicture {
    private static final int SHADES = 6;
    private static final int BLACK = 16;
    private static final int RANGE = 219;
    private static final int GREY = 128;
    private static final double TINT = 18;

    private final VideoReader video;
    private final byte[] shades = new byte[256];
    private final double cosine;
    private final double sine;

    /** @param seed decides what becomes of the colours */
    RepaintedVideo(VideoReader video, long seed) {
        this.video = video;
        double turn = Math.toRadians(100 + 160 * new Random(seed).nextDouble());
        this.cosine = Math.cos(turn);
        this.sine = Math.sin(turn);
        for (int i = 0; i < shades.length; i++) {
            double place = Math.max(0, Math.min(1, (double) (i - BLACK) / RANGE)) * SHADES;
            double rest = place - Math.floor(place);
            double soft = rest * rest * rest * (rest * (rest * 6 - 15) + 10);
            shades[i] = (byte) Math.round(BLACK + RANGE * (Math.floor(place) + soft) / SHADES);
        }
    }

    @Override
    public void compose(int frame, Planes target) throws IOException {
        Picture shown = video.at(frame * 1_000_000L / Encoders.FRAMES_PER_SECOND);
        Planes from = shown.cover(target.size());
        for (int i = 0; i < from.luma().length; i++) {
            target.luma()[i] = shades[from.luma()[i] & 0xFF];
        }
        for (int i = 0; i < from.blue().length; i++) {
            int blue = (from.blue()[i] & 0xFF) - GREY;
            int red = (from.red()[i] & 0xFF) - GREY;
            target.blue()[i] = colour(blue * cosine - red * sine + TINT * cosine);
            target.red()[i] = colour(blue * sine + red * cosine + TINT * sine);
        }
    }

    private static byte colour(double difference) {
        return (byte) Math.max(BLACK, Math.min(256 - BLACK, Math.round(GREY + difference)));
    }
}
