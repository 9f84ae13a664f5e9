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
public record Speech(String id, Take take) {
    /** @throws NullPointerException when the take is none of speech */
    public Speech {
        Objects.requireNonNull(take.samples(), "samples");
    }

    /** {@return its bytes as the provider spoke them: MP3, as a rule} */
    public Asset sound() {
        return take.original();
    }

    /** {@return how long it lasts, decoded to its end, in samples of which a second has 48,000} */
    public long samples() {
        return take.samples();
    }

    /** {@return how long it lasts, in seconds} */
    public double seconds() {
        return (double) samples() / FilmSound.SAMPLE_RATE;
    }
}
