package dev.framespan.starter.cli;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How a film with stops goes on, in one sentence that agrees with what was said of each. */
final class RemedySummary {
    private final List<Stop> stops;
    private final String render;
    private final String budget;
    private final String source;

    /** @param render the command that goes on with the film */
    RemedySummary(List<Stop> stops, String render) {
        this(stops, render, "a larger budget");
    }

    /** @param budget what raises the budget, and by how much */
    RemedySummary(List<Stop> stops, String render, String budget) {
        this(stops, render, budget, "in the storyboard and render again");
    }

    /** @param source where what cannot be made is changed, and what is to be done then */
    RemedySummary(List<Stop> stops, String render, String budget, String source) {
        this.source = source;
        this.stops = stops;
        this.render = render;
        this.budget = budget;
    }

    /** Where all stops wait for the operator. */
    String ofWaiting() {
        List<String> ways = new ArrayList<>();
        List<String> free = ids(FailureKind::isAskedAgain);
        if (!free.isEmpty()) {
            ways.add(render + " asks for " + String.join(", ", free) + " again, and pays nothing for that");
        }
        List<String> changed = ids(FailureKind::needsChange);
        if (!changed.isEmpty()) {
            ways.add("change " + String.join(", ", changed) + " " + source);
        }
        String rebuy = ids(FailureKind::needsRebuy).stream()
                .map(id -> " --rebuy " + id)
                .collect(Collectors.joining());
        if (!rebuy.isEmpty()) {
            boolean doubtful = stops.stream().anyMatch(stop -> stop.kind() == FailureKind.AMBIGUOUS);
            ways.add((doubtful ? "after a look at the account's tasks, " : "") + render + rebuy + " buys once more");
        }
        List<String> dear = ids(kind -> kind == FailureKind.BUDGET);
        if (!dear.isEmpty()) {
            ways.add(
                    budget.isEmpty()
                            ? render + " buys " + String.join(", ", dear) + ", for which the budget has room again"
                            : budget + ", and " + render + " buys " + String.join(", ", dear));
        }
        String sentence = String.join("; or ", ways);
        return sentence.startsWith("framespan ")
                ? sentence
                : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Where something failed. */
    String ofFailed() {
        boolean mend = stops.isEmpty() || stops.stream().map(Stop::kind).anyMatch(FailureKind::needsMending);
        return (mend ? "Once the cause is mended, " : "") + render + " goes on from there";
    }

    private List<String> ids(Predicate<FailureKind> kinds) {
        return stops.stream()
                .filter(stop -> kinds.test(stop.kind()))
                .map(Stop::id)
                .distinct()
                .toList();
    }
}
