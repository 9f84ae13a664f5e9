package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nothing can be made of what is made of it: finds circles of keyframes and shots, and names them. */
final class CycleRules {
    /** Of a longer circle, the ends are named. */
    private static final int MOST_NAMED = 10;

    private static final String KEYFRAME = "keyframe ";
    private static final String SHOT = "shot ";
    private static final String CHARACTER = "character ";

    private final FaultCollector faults;
    private final Map<String, List<Need>> needs = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();

    /**
     * @param thing {@code keyframe dawn}, {@code shot sail} or {@code character keeper}
     * @param at where a circle is told of: the field that closes it
     */
    private record Need(String thing, DraftField<?> at) {}

    CycleRules(Draft draft, FaultCollector faults) {
        this.faults = faults;
        draft.keyframes().forEach(keyframe -> needs.put(KEYFRAME + keyframe.id().name(), new ArrayList<>()));
        Draft.Shot before = null;
        for (Draft.Shot shot : draft.shots()) {
            if (shot.id().isValid()) {
                needs.putIfAbsent(SHOT + shot.id().value(), ofShot(shot, before));
            }
            before = shot;
        }
        draft.keyframes().forEach(this::addTo);
        for (Draft.Character character : draft.characters()) {
            List<Need> own = new ArrayList<>();
            add(own, KEYFRAME, character.image());
            needs.put(CHARACTER + character.name().name(), own);
        }
    }

    private void addTo(Draft.Keyframe keyframe) {
        List<Need> own = needs.get(KEYFRAME + keyframe.id().name());
        addReferences(own, keyframe.references());
        add(own, SHOT, keyframe.frameOf());
    }

    private List<Need> ofShot(Draft.Shot shot, Draft.Shot before) {
        List<Need> own = new ArrayList<>();
        addReferences(own, shot.references());
        add(own, KEYFRAME, shot.from());
        add(own, KEYFRAME, shot.to());
        if (shot.to().present()
                && !shot.from().present()
                && before != null
                && before.to().isValid()) {
            // it starts where the shot before ended
            own.add(new Need(KEYFRAME + before.to().value(), shot.to()));
        }
        if (shot.video().isValid()) {
            add(own, SHOT, shot.video().value().clip());
        }
        return own;
    }

    private void addReferences(List<Need> own, DraftField<List<DraftField<String>>> references) {
        if (references.isValid()) {
            for (DraftField<String> reference : references.value()) {
                boolean keyframe = reference.isValid() && needs.containsKey(KEYFRAME + reference.value());
                add(own, keyframe ? KEYFRAME : CHARACTER, reference);
            }
        }
    }

    private static void add(List<Need> own, String kind, DraftField<String> id) {
        if (id.isValid()) {
            own.add(new Need(kind + id.value(), id));
        }
    }

    /** Each circle once. */
    void check() {
        needs.keySet().forEach(this::follow);
    }

    /** Depth first, without a stack of calls: a chain may have a thousand links. */
    private void follow(String start) {
        if (!done.add(start)) {
            return;
        }
        List<String> path = new ArrayList<>(List.of(start));
        Map<String, Integer> depths = new HashMap<>(Map.of(start, 0));
        Deque<Iterator<Need>> open = new ArrayDeque<>();
        open.push(needs.get(start).iterator());
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                depths.remove(path.remove(path.size() - 1));
                continue;
            }
            Need need = open.peek().next();
            Integer from = depths.get(need.thing());
            if (from != null) {
                tell(path.subList(from, path.size()), need);
            } else if (needs.containsKey(need.thing()) && done.add(need.thing())) {
                depths.put(need.thing(), path.size());
                path.add(need.thing());
                open.push(needs.get(need.thing()).iterator());
            }
        }
    }

    private void tell(List<String> circle, Need closing) {
        List<String> names = new ArrayList<>(circle);
        names.add(names.get(0));
        if (names.size() > MOST_NAMED) {
            List<String> middle = names.subList(MOST_NAMED / 2, names.size() - MOST_NAMED / 2);
            String more = middle.size() + " more";
            middle.clear();
            names.add(MOST_NAMED / 2, more);
        }
        faults.fault(
                closing.at().place(),
                closing.at().field(),
                (circle.size() == 1 ? "nothing can be made of itself: " : "nothing can be made of what is made of it: ")
                        + String.join(" needs ", names) + "; take one of these away");
    }
}
