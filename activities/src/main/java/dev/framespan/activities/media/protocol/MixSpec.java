package dev.framespan.activities.media.protocol;

import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Path;
import java.util.List;

/**
 * The sound of a film. All places are in samples of 48 kHz from the film's beginning.
 *
 * @param samples length of the film
 * @param clips the clips that have sound and are heard, in their order
 * @param cues voices, music and effects
 * @param duck by how many dB music and clips step back under a voice
 * @param loudness target in LUFS; null leaves it as it is
 */
public record MixSpec(long samples, List<ClipPart> clips, List<CuePart> cues, double duck, Double loudness) {
    public MixSpec {
        clips = List.copyOf(clips);
        cues = List.copyOf(cues);
    }

    /**
     * A clip's own sound.
     *
     * @param from of the clip's own sound, in samples after its first frame, the first that is heard
     * @param start in the film
     * @param length in samples
     * @param fadeIn samples at its beginning that are crossfaded with the clip before, at equal power; 0 for a cut
     * @param fadeOut samples at its end that are crossfaded with the clip after; 0 for a cut
     * @param gain in dB
     */
    public record ClipPart(Path file, long from, long start, long length, long fadeIn, long fadeOut, double gain) {}

    /**
     * A voice, music or effect.
     *
     * @param start in the film
     * @param length in samples; it is silent where the sound ends before and does not loop
     * @param fadeIn in samples
     * @param fadeOut in samples
     * @param gain in dB
     */
    public record CuePart(
            SoundCue.Kind kind,
            Path file,
            MediaType type,
            long start,
            long length,
            long fadeIn,
            long fadeOut,
            double gain,
            boolean loop) {}
}
