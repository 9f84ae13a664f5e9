package dev.framespan.starter.cli;

import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the checker says, for programs. */
final class CheckedJson {
    private CheckedJson() {}

    /** Where nothing is known but the storyboard. */
    static Map<String, Object> of(CheckResult checked) {
        return of(
                checked,
                null,
                checked.isFaultless()
                        ? BudgetCheck.ofNew(
                                FilmBudget.of(checked.storyboard()),
                                checked.estimate().total().usd())
                        : null);
    }

    /**
     * @param prices of each keyframe and shot; null where they are not asked for
     * @param budget whether it suffices; null where the storyboard has faults
     */
    static Map<String, Object> of(CheckResult checked, Estimate prices, BudgetCheck budget) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("event", "check");
        object.put("faultless", checked.isFaultless());
        // The name of earlier versions.
        object.put("sound", checked.isFaultless());
        checked.film().ifPresent(film -> object.put("film", film));
        object.put("faults", checked.faults());
        object.put("warnings", checked.warnings());
        if (checked.isFaultless()) {
            object.put("length", length(checked.length()));
            object.put("estimate", estimate(prices == null ? checked.estimate() : prices, budget));
            if (prices != null) {
                object.put("prices", PriceTable.json(prices));
            }
        }
        return object;
    }

    /** Each join may make it a frame longer or shorter. */
    private static Map<String, Object> length(FilmLength length) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("seconds", length.seconds());
        object.put("leastSeconds", length.leastSeconds());
        object.put("atMost", length.atMost());
        object.put("joins", length.joins());
        object.put("rate", length.rate().toString());
        return object;
    }

    private static Map<String, Object> estimate(Estimate estimate, BudgetCheck budget) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("shots", estimate.shots().size());
        object.put("keyframes", estimate.keyframes().size());
        object.put("clipsBought", estimate.clipsBought());
        object.put("keyframesBought", estimate.keyframesBought());
        object.put("speeches", estimate.speeches().size());
        object.put("speechesBought", estimate.speechesBought());
        object.put("seconds", estimate.seconds());
        object.put("priceUsd", estimate.total().usd());
        object.put("priceListed", estimate.total().listed());
        object.put("atMost", estimate.atMost());
        object.putAll(budget.json());
        return object;
    }
}
