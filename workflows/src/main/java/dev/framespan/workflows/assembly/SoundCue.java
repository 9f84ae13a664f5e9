package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import java.util.Objects;

/**
 * A sound in its place in a film.
 *
 * @param kind what it is
 * @param name for messages: {@code music}, {@code voice of shot leave}
 * @param sound its bytes; null in a plan where it is still to be spoken
 * @param shot from whose beginning its time counts; null for the film's
 * @param until the shot within whose end it must end; null where it may go on
 * @param at when it begins, in seconds
 * @param seconds how long it is heard; null to its end, or with {@code loop} to the film's
 * @param gain in dB
 * @param fadeIn in seconds
 * @param fadeOut in seconds
 * @param loop whether it begins anew where it ends before its time is over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SoundCue(
        Kind kind,
        String name,
        Asset sound,
        String shot,
        String until,
        double at,
        Double seconds,
        double gain,
        double fadeIn,
        double fadeOut,
        boolean loop) {
    /** What a sound is, and with that, which stem it belongs to. */
    public enum Kind {
        /** Brought to one loudness; the others step back for it. */
        VOICE,
        /** Steps back under voices by {@link FilmSound#duck}. */
        MUSIC,
        /** Heard as loud as it is asked for. */
        EFFECT
    }

    /** @throws IllegalArgumentException when a time is below 0, or {@code seconds} is not above it */
    public SoundCue {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        if (!(at >= 0) || seconds != null && !(seconds > 0) || !(fadeIn >= 0) || !(fadeOut >= 0)) {
            throw new IllegalArgumentException(name + ": times are no less than 0");
        }
    }

    /**
     * The same place with the sound that was made for it.
     *
     * @param made its bytes
     * @return the cue with them
     */
    public SoundCue with(Asset made) {
        return new SoundCue(kind, name, made, shot, until, at, seconds, gain, fadeIn, fadeOut, loop);
    }
}
