package dev.framespan.workflows.film;

import dev.framespan.workflows.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * In what one plan of a film differs from another.
 *
 * @param requests ids of the keyframes and shots that are to be made otherwise, from a text or from other keyframes, keyframes first
 * @param others what else is different, in words, such as {@code the shots or their order}
 */
public record PlanDifference(List<String> requests, List<String> others) {
    public PlanDifference {
        requests = List.copyOf(requests);
        others = List.copyOf(others);
    }

    public static PlanDifference of(Plan before, Plan now) {
        List<String> requests = new ArrayList<>();
        List<String> others = new ArrayList<>();
        keyframes(before, now, requests, others);
        shots(before, now, requests, others);
        if (!before.scenes().equals(now.scenes())) {
            others.add("the scenes");
        }
        if (!before.speeches().equals(now.speeches())) {
            others.add("what is spoken");
        }
        if (!Objects.equals(before.title(), now.title())) {
            others.add("the title");
        }
        if (before.width() != now.width()
                || before.height() != now.height()
                || !Objects.equals(before.rate(), now.rate())) {
            others.add("the film's size or rate");
        }
        if (!Objects.equals(before.joins(), now.joins())
                || !Objects.equals(before.sound(), now.sound())
                || !Objects.equals(before.language(), now.language())) {
            others.add("how the film is joined, or its sound");
        }
        return new PlanDifference(requests, others);
    }

    /**
     * A plan with some keyframes and shots of another one.
     *
     * @param ids of those that are taken from the other
     */
    public static Plan partly(Plan before, Plan now, Collection<String> ids) {
        Map<String, Plan.Keyframe> keyframes = by(now.keyframes(), Plan.Keyframe::id);
        Map<String, Plan.Shot> shots = by(now.shots(), Plan.Shot::id);
        return new Plan(
                before.film(),
                before.title(),
                before.width(),
                before.height(),
                before.rate(),
                before.keyframes().stream()
                        .map(each -> ids.contains(each.id()) ? keyframes.getOrDefault(each.id(), each) : each)
                        .toList(),
                before.shots().stream()
                        .map(each -> ids.contains(each.id()) ? shots.getOrDefault(each.id(), each) : each)
                        .toList(),
                before.joins(),
                before.sound(),
                before.speeches(),
                before.language(),
                before.scenes());
    }

    private static void keyframes(Plan before, Plan now, List<String> requests, List<String> others) {
        Map<String, Plan.Keyframe> known = by(before.keyframes(), Plan.Keyframe::id);
        if (!known.keySet().equals(by(now.keyframes(), Plan.Keyframe::id).keySet())) {
            others.add("which keyframes are used");
        }
        for (Plan.Keyframe keyframe : now.keyframes()) {
            Plan.Keyframe earlier = known.get(keyframe.id());
            if (earlier == null || earlier.equals(keyframe)) {
                continue;
            }
            boolean asked = keyframe.request() != null
                    && earlier.request() != null
                    && keyframe.references().equals(earlier.references());
            if (asked) {
                requests.add(keyframe.id());
            } else {
                others.add("what the keyframe " + keyframe.id() + " is made from");
            }
        }
    }

    private static void shots(Plan before, Plan now, List<String> requests, List<String> others) {
        Map<String, Plan.Shot> known = by(before.shots(), Plan.Shot::id);
        // The order counts.
        if (!List.copyOf(known.keySet())
                .equals(List.copyOf(by(now.shots(), Plan.Shot::id).keySet()))) {
            others.add("the shots or their order");
        }
        for (Plan.Shot shot : now.shots()) {
            Plan.Shot earlier = known.get(shot.id());
            if (earlier == null || earlier.equals(shot)) {
                continue;
            }
            Plan.Shot asked = new Plan.Shot(
                    shot.id(),
                    shot.from(),
                    shot.to(),
                    earlier.references(),
                    earlier.video(),
                    shot.request(),
                    earlier.edit());
            boolean fromSame =
                    (shot.from() == null) == (earlier.from() == null) && (shot.to() == null) == (earlier.to() == null);
            if (asked.equals(shot) && fromSame) {
                requests.add(shot.id());
            } else {
                others.add(
                        "how the shot " + shot.id() + " stands in the film, or from what kind of pictures it is made");
            }
        }
    }

    private static <T> Map<String, T> by(List<T> all, Function<T, String> id) {
        Map<String, T> map = new LinkedHashMap<>();
        all.forEach(each -> map.put(id.apply(each), each));
        return map;
    }
}
