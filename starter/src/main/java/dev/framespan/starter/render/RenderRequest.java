package dev.framespan.starter.render;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.workflows.film.FilmInput;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A film to be made, checked and planned; or a workflow of one's own that makes films.
 *
 * @param beginning what the store remembers of it
 * @param input what its workflow is started with; of a workflow of one's own, its settings
 * @param prices of each keyframe and shot that is bought, by the price list, by id
 * @param planOfBefore SHA-256 of the plan as versions wrote it that knew cuts alone; null where it says more than they could
 * @param run the workflow of one's own; null where a storyboard says what is made
 * @param anew whether a finished film of the same plan is made again, because the operator decided to buy a part of it once more
 */
public record RenderRequest(
        FilmFolder.Beginning beginning,
        FilmInput input,
        Map<String, BigDecimal> prices,
        String planOfBefore,
        RunStart run,
        boolean anew) {
    public RenderRequest {
        prices = Map.copyOf(prices);
    }

    /** Of a storyboard. */
    public RenderRequest(
            FilmFolder.Beginning beginning,
            FilmInput input,
            Map<String, BigDecimal> prices,
            String planOfBefore,
            boolean anew) {
        this(beginning, input, prices, planOfBefore, null, anew);
    }

    /** Of a workflow of one's own: what it buys, and at which price, is not known before it does. */
    public static RenderRequest of(RunStart run, FilmFolder.Beginning beginning, FilmInput settings, boolean anew) {
        return new RenderRequest(beginning, settings, Map.of(), null, run, anew);
    }

    /** Whether a workflow of one's own makes it. */
    public boolean isRun() {
        return run != null;
    }

    /** By the price list, when everything is bought; null where that is not known before. */
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

    /** Whether a film at work shows what is asked for, be it as a version planned it that knew cuts alone. */
    public boolean isOf(String plan) {
        return plan().equals(plan) || planOfBefore != null && planOfBefore.equals(plan);
    }
}
