package dev.framespan.starter.render;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.workflows.film.FilmInput;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A film that somebody wants, checked and planned.
 *
 * @param beginning what the store remembers of it
 * @param input what its workflow is started with
 * @param estimateUsd by the price list, when everything is bought
 * @param prices of each keyframe and shot that is bought, by the price list, by id
 * @param anew whether a finished film of the same plan is made again: somebody decided something about it
 */
public record RenderRequest(
        FilmFolder.Beginning beginning,
        FilmInput input,
        BigDecimal estimateUsd,
        Map<String, BigDecimal> prices,
        boolean anew) {
    public RenderRequest {
        prices = Map.copyOf(prices);
    }

    public String film() {
        return input.film();
    }

    /** SHA-256 of the plan: another storyboard has another. */
    public String plan() {
        return input.plan().sha256();
    }
}
