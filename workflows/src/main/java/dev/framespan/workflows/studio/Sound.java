package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.Take;
import java.util.Objects;

/**
 * A text that was spoken.
 *
 * @param id under which the film knows it
 * @param take what was bought for it
 */
public record Sound(String id, Take take) {
    public Sound {
        Objects.requireNonNull(take.samples(), "samples");
    }

    /** Its bytes as the provider spoke them: MP3, as a rule. */
    public Asset sound() {
        return take.original();
    }

    /** How long it lasts, decoded to its end, at 48 kHz. */
    public long samples() {
        return take.samples();
    }

    public double seconds() {
        return (double) samples() / FilmSound.SAMPLE_RATE;
    }
}
