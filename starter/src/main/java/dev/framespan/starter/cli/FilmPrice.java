package dev.framespan.starter.cli;

import dev.framespan.activities.generation.StoredTakes;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.film.Plan;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.MediaSources;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What a film costs once its plan is made, and with it the lengths of videos behind URLs are known.
 *
 * @param whole when everything is bought
 * @param left when what the store holds is not bought again
 */
record FilmPrice(Estimate whole, Estimate left) {
    static FilmPrice of(CheckResult checked, Catalogue catalogue, Plan plan, StoredTakes.Had had) {
        MediaSources sources = checked.sources().withVideoSeconds(videoSeconds(plan));
        Estimate whole = Estimate.of(checked.storyboard(), sources, catalogue);
        return new FilmPrice(whole, whole.having(had.stills(), had.clips()));
    }

    private static Map<String, BigDecimal> videoSeconds(Plan plan) {
        Map<String, BigDecimal> seconds = new HashMap<>();
        for (Plan.Shot shot : plan.shots()) {
            Long millis = shot.video() == null ? null : shot.video().millis();
            if (millis != null && millis > 0) {
                seconds.put(shot.id(), BigDecimal.valueOf(millis, 3));
            }
        }
        return seconds;
    }
}
