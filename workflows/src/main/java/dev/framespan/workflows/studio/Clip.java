package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.generation.Take;
import java.math.BigDecimal;

/**
 * A clip that was made.
 *
 * @param id of the shot
 * @param take what was bought for it
 */
public record Clip(String id, Take take) implements SourceVideo {
    /** A finished film, which was bought clip by clip. */
    static Clip of(String id, Film film) {
        String sha256 = film.film().sha256();
        return new Clip(id, new Take(film.film(), film.facts(), "film:" + sha256, 0, null, BigDecimal.ZERO, false));
    }

    @Override
    public Asset video() {
        return take.original();
    }

    @Override
    public String purchase() {
        return take.submission() == 0 ? null : take.fingerprint();
    }

    @Override
    public long millis() {
        MediaFacts facts = take.facts();
        return Math.round(FrameRate.parse(facts.rate()).duration(facts.frames()) * 1000);
    }
}
