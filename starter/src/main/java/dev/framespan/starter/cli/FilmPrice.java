package dev.framespan.starter.cli;

import dev.framespan.activities.generation.StoredTakes;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.MediaSources;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a film costs once its plan is made, and with it the lengths of videos behind URLs are known.
 *
 * @param whole when everything is bought
 * @param left when neither what the store holds is bought again, nor what is at the provider or in doubt
 * @param decided fingerprints of what is in doubt and bought once more by the operator's decision
 */
record FilmPrice(Estimate whole, Estimate left, Set<String> decided) {
    /** Where nothing is bought once more. */
    static FilmPrice of(CheckResult checked, Catalogue catalogue, Plan plan, StoredTakes.Had had) {
        return of(checked, catalogue, plan, had, Set.of());
    }

    /** @param rebuy ids that the operator has decided to buy once more */
    static FilmPrice of(CheckResult checked, Catalogue catalogue, Plan plan, StoredTakes.Had had, Set<String> rebuy) {
        MediaSources sources = checked.sources().withVideoSeconds(videoSeconds(plan, had));
        Estimate whole = Estimate.of(checked.storyboard(), sources, catalogue);
        Set<String> reserved = new HashSet<>(had.undecided().keySet());
        reserved.removeAll(rebuy);
        reserved.addAll(had.awaited());
        Set<String> decided = had.undecided().entrySet().stream()
                .filter(entry -> rebuy.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        return new FilmPrice(
                whole,
                whole.having(had.stills(), had.clips().keySet(), had.speeches().keySet())
                        .reserving(reserved),
                decided);
    }

    private static Map<String, BigDecimal> videoSeconds(Plan plan, StoredTakes.Had had) {
        Map<String, BigDecimal> seconds = new HashMap<>();
        for (Plan.Shot shot : plan.shots()) {
            if (shot.video() != null) {
                Long millis = shot.video().shot() == null
                        ? shot.video().millis()
                        : had.clips().get(shot.video().shot());
                if (millis != null && millis > 0) {
                    seconds.put(shot.id(), BigDecimal.valueOf(millis, 3));
                }
            }
        }
        return seconds;
    }
}
