package dev.framespan.simulator.clip;

import dev.framespan.simulator.picture.Picture;
import dev.framespan.simulator.picture.Planes;
import dev.framespan.simulator.picture.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a clip from pictures: 24 frames for each second, the first and the last frame equal to the first and last picture. */
public final class ClipRenderer {
    private ClipRenderer() {}

    /**
     * Writes the clip.
     *
     * @param pictures one or more, in the order in which they are shown; the first decides the clip's ratio
     * @param seed decides where the camera drifts and what is heard
     */
    public static void render(
            Path target, List<Picture> pictures, String resolution, int seconds, boolean audio, long seed)
            throws IOException {
        Size size = Size.ofClip(resolution, pictures.get(0).size().ratio());
        List<Planes> covered = new ArrayList<>();
        for (Picture picture : pictures) {
            covered.add(picture.cover(size));
        }
        int frames = seconds * Encoders.FRAMES_PER_SECOND;
        CameraMove shot = new CameraMove(covered, frames, seed);
        try (ClipWriter writer = new ClipWriter(target, size, audio)) {
            Planes frame = new Planes(size);
            AmbientChord pad = new AmbientChord(seed);
            long heard = 0;
            for (int number = 0; number < frames; number++) {
                shot.compose(number, frame);
                writer.picture(frame);
                if (audio) {
                    heard = sound(writer, pad, heard, samplesUntil(number + 1), number + 1 == frames);
                }
            }
            writer.finish();
        }
    }

    private static long samplesUntil(int frame) {
        return (long) frame * Encoders.SAMPLES_PER_SECOND / Encoders.FRAMES_PER_SECOND;
    }

    private static long sound(ClipWriter writer, AmbientChord pad, long from, long until, boolean last)
            throws IOException {
        float[] left = new float[Encoders.SOUND_FRAME];
        float[] right = new float[Encoders.SOUND_FRAME];
        long at = from;
        while (until - at >= Encoders.SOUND_FRAME || (last && at < until)) {
            int count = (int) Math.min(Encoders.SOUND_FRAME, until - at);
            pad.fill(at, left, right, count);
            writer.sound(left, right, count);
            at += count;
        }
        return at;
    }
}
