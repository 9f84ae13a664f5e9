package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a film sounds like.
 *
 * @param clipsGain of the clips' own sound, in dB
 * @param clipsMute whether the clips' own sound is not heard at all
 * @param cues voices, music and effects
 * @param duck by how many dB music and clips step back under a voice, 0 or more
 * @param loudness what the whole film is brought to, in LUFS, with a true peak of at most -1 dB; null leaves it as it is
 * @param stems whether dialogue, music and effects are written as files of their own, too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmSound(
        double clipsGain, boolean clipsMute, List<SoundCue> cues, double duck, Double loudness, boolean stems) {
    /** Samples a second of everything that is heard. */
    public static final int SAMPLE_RATE = 48_000;

    /** Names of the stems: voices; music; effects and the clips' own sound. */
    public static final List<String> STEMS = List.of("dialogue", "music", "effects");

    /** By how many dB music and clips step back under a voice, where nothing else is said. */
    public static final double DUCK = 9;

    /** What a film is brought to, in LUFS, where nothing else is said. */
    public static final double LOUDNESS = -14;

    /** The clips' own sound as loud as it came. */
    public static final FilmSound CLIPS_AS_THEY_ARE = new FilmSound(0, false, List.of(), 0, null, false);

    /** Where nothing is said: the clips' own sound, brought to the usual loudness. */
    public static final FilmSound USUAL = new FilmSound(0, false, List.of(), DUCK, LOUDNESS, false);

    /** @throws IllegalArgumentException when {@code duck} is below 0 */
    public FilmSound {
        cues = cues == null ? List.of() : List.copyOf(cues);
        if (!(duck >= 0)) {
            throw new IllegalArgumentException("sound steps back by 0 dB or more, not " + duck);
        }
    }

    /**
     * The same with other voices, music and effects.
     *
     * @param others in place of those that it has
     * @return the sound with them
     */
    public FilmSound with(List<SoundCue> others) {
        return new FilmSound(clipsGain, clipsMute, others, duck, loudness, stems);
    }
}
