package dev.framespan.simulator.clip;

import dev.framespan.simulator.picture.Picture;
import dev.framespan.simulator.picture.PictureReader;
import dev.framespan.simulator.picture.Planes;
import dev.framespan.simulator.picture.Size;
import dev.framespan.simulator.picture.VideoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes clips of 24 frames for each second. */
public final class ClipRenderer {
    private final String resolution;
    private final long seed;

    /** @param seed decides where the camera drifts, what colours are painted over, and what is heard */
    public ClipRenderer(String resolution, long seed) {
        this.resolution = resolution;
        this.seed = seed;
    }

    /**
     * What is heard in a clip.
     *
     * @param own whether a sound is made for it
     * @param kept the video whose sound is heard instead, where it has one; null for none
     */
    public record Sound(boolean own, Path kept) {}

    /**
     * Writes a clip from pictures: the first and the last frame equal the first and the last of them.
     *
     * @param pictures one or more, in the order in which they are shown; the first decides the clip's ratio
     */
    public void fromPictures(Path target, List<Path> pictures, int seconds, Sound sound) throws IOException {
        Size size = Size.ofClip(
                resolution, PictureReader.read(pictures.get(0)).size().ratio());
        List<Planes> covered = covered(pictures, size);
        write(target, size, seconds, new CameraMove(covered, frames(seconds), seed, null), sound);
    }

    /** Writes a clip of one picture from words. */
    public void fromWords(Path target, Picture painted, int seconds, Sound sound) throws IOException {
        Size size = Size.ofClip(resolution, painted.size().ratio());
        write(target, size, seconds, new CameraMove(List.of(painted.cover(size)), frames(seconds), seed, null), sound);
    }

    /** Paints what a clip from words shows. */
    @FunctionalInterface
    public interface Painting {
        Picture paint(Size size);
    }

    /**
     * Writes a clip in which the camera moves as it does in a video.
     *
     * @param pictures what is shown, in order; where there are none, it is painted
     */
    public void fromMotion(Path target, Path video, List<Path> pictures, Painting words, int seconds, Sound sound)
            throws IOException {
        Size size = sizeOf(video);
        List<Planes> covered = pictures.isEmpty() ? List.of(words.paint(size).cover(size)) : covered(pictures, size);
        write(target, size, seconds, new CameraMove(covered, frames(seconds), seed, Motion.of(video)), sound);
    }

    /** Writes a video painted over, which is as long as it was. */
    public void overVideo(Path target, Path video, Sound sound) throws IOException {
        Size size = sizeOf(video);
        double seconds = VideoReader.millis(video) / 1000.0;
        try (VideoReader frames = VideoReader.open(video)) {
            write(target, size, seconds, new RepaintedVideo(frames, seed), sound);
        }
    }

    private Size sizeOf(Path video) throws IOException {
        try (VideoReader reader = VideoReader.open(video)) {
            return Size.ofClip(resolution, reader.at(0).size().ratio());
        }
    }

    private static List<Planes> covered(List<Path> pictures, Size size) throws IOException {
        List<Planes> covered = new ArrayList<>();
        for (Path picture : pictures) {
            covered.add(PictureReader.read(picture).cover(size));
        }
        return covered;
    }

    private static int frames(double seconds) {
        return (int) Math.round(seconds * Encoders.FRAMES_PER_SECOND);
    }

    private void write(Path target, Size size, double seconds, MovingPicture picture, Sound wanted) throws IOException {
        int frames = frames(seconds);
        HeardSound sound = heard(wanted);
        try (ClipWriter writer = new ClipWriter(target, size, sound != null)) {
            Planes frame = new Planes(size);
            long heard = 0;
            for (int number = 0; number < frames; number++) {
                picture.compose(number, frame);
                writer.picture(frame);
                if (sound != null) {
                    heard = sound(writer, sound, heard, samplesUntil(number + 1), number + 1 == frames);
                }
            }
            writer.finish();
        }
    }

    /** Null for a silent clip. */
    private HeardSound heard(Sound wanted) throws IOException {
        HeardSound own = wanted.own() ? new AmbientChord(seed) : null;
        return wanted.kept() == null
                ? own
                : VideoReader.sound(wanted.kept(), Encoders.SAMPLES_PER_SECOND)
                        .<HeardSound>map(KeptSound::new)
                        .orElse(own);
    }

    private static long samplesUntil(int frame) {
        return (long) frame * Encoders.SAMPLES_PER_SECOND / Encoders.FRAMES_PER_SECOND;
    }

    private static long sound(ClipWriter writer, HeardSound sound, long from, long until, boolean last)
            throws IOException {
        float[] left = new float[Encoders.SOUND_FRAME];
        float[] right = new float[Encoders.SOUND_FRAME];
        long at = from;
        while (until - at >= Encoders.SOUND_FRAME || (last && at < until)) {
            int count = (int) Math.min(Encoders.SOUND_FRAME, until - at);
            sound.fill(at, left, right, count);
            writer.sound(left, right, count);
            at += count;
        }
        return at;
    }
}
