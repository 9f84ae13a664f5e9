package dev.framespan.workflows.assembly;

/**
 * What becomes of a clip's own sound.
 *
 * @param gain in dB, on top of the film's {@link FilmSound#clipsGain}
 * @param mute whether it is not heard at all
 */
public record CutSound(double gain, boolean mute) {
    /** Heard as it came. */
    public static final CutSound AS_IT_IS = new CutSound(0, false);
}
