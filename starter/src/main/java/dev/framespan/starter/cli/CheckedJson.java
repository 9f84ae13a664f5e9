package dev.framespan.starter.cli;

import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the checker says, for programs. */
final class CheckedJson {
    private CheckedJson() {}

    static Map<String, Object> of(CheckResult checked) {
        return of(checked, null);
    }

    /** @param prices of each keyframe and shot; null where they are not asked for */
    static Map<String, Object> of(CheckResult checked, Estimate prices) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("event", "check");
        object.put("sound", checked.isFaultless());
        checked.film().ifPresent(film -> object.put("film", film));
        object.put("faults", checked.faults());
        object.put("warnings", checked.warnings());
        if (checked.isFaultless()) {
            object.put("estimate", estimate(prices == null ? checked.estimate() : prices));
            if (prices != null) {
                object.put("prices", PriceTable.json(prices));
            }
        }
        return object;
    }

    private static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("shots", estimate.shots().size());
        object.put("keyframes", estimate.keyframes().size());
        object.put("clipsBought", estimate.clipsBought());
        object.put("keyframesBought", estimate.keyframesBought());
        object.put("seconds", estimate.seconds());
        object.put("priceUsd", estimate.total().usd());
        object.put("priceListed", estimate.total().listed());
        object.put("atMost", estimate.atMost());
        if (estimate.budgetUsd() != null) {
            object.put("budgetUsd", estimate.budgetUsd());
        }
        object.put("withinBudget", !estimate.exceeds());
        return object;
    }
}
