package dev.framespan.starter.render;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.workflows.film.FilmInput;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A film to be made, checked and planned.
 *
 * @param beginning what the store remembers of it
 * @param input what its workflow is started with
 * @param prices of each keyframe and shot that is bought, by the price list, by id
 * @param anew whether a finished film of the same plan is made again, because the operator decided to buy a part of it once more
 */
public record RenderRequest(
        FilmFolder.Beginning beginning, FilmInput input, Map<String, BigDecimal> prices, boolean anew) {
    public RenderRequest {
        prices = Map.copyOf(prices);
    }

    /** By the price list, when everything is bought. */
    public BigDecimal estimateUsd() {
        return beginning.estimateUsd();
    }

    public String film() {
        return input.film();
    }

    /** SHA-256 of the plan: another storyboard has another. */
    public String plan() {
        return input.plan().sha256();
    }
}
