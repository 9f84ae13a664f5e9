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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nothing can be made of what is made of it: finds circles of keyframes and shots, and names them. */
final class CycleRules {
    private final FaultCollector faults;
    private final Map<String, Thing> things = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    /** @param at where a circle is told of: the field that closes it */
    private record Need(String id, DraftField<?> at) {}

    private record Thing(String name, List<Need> needs) {}

    CycleRules(Draft draft, FaultCollector faults) {
        this.faults = faults;
        for (Draft.Keyframe keyframe : draft.keyframes()) {
            List<Need> needs = references(keyframe.references());
            add(needs, keyframe.frameOf());
            things.put(
                    keyframe.id().name(), new Thing("keyframe " + keyframe.id().name(), needs));
        }
        for (Draft.Shot shot : draft.shots()) {
            List<Need> needs = references(shot.references());
            add(needs, shot.from());
            add(needs, shot.to());
            if (shot.video().isValid()) {
                add(needs, shot.video().value().clip());
            }
            if (shot.id().isValid()) {
                things.putIfAbsent(
                        shot.id().value(), new Thing("shot " + shot.id().value(), needs));
            }
        }
        for (Draft.Character character : draft.characters()) {
            List<Need> needs = new ArrayList<>();
            add(needs, character.image());
            things.putIfAbsent(
                    character.name().name(),
                    new Thing("character " + character.name().name(), needs));
        }
    }

    private static List<Need> references(DraftField<List<DraftField<String>>> references) {
        List<Need> needs = new ArrayList<>();
        if (references.isValid()) {
            references.value().forEach(reference -> add(needs, reference));
        }
        return needs;
    }

    private static void add(List<Need> needs, DraftField<String> id) {
        if (id.isValid()) {
            needs.add(new Need(id.value(), id));
        }
    }

    /** Each circle once. */
    void check() {
        List.copyOf(things.keySet()).stream().sorted().forEach(this::follow);
    }

    /** Depth first, without a stack of calls: a chain may have a thousand links. */
    private void follow(String start) {
        if (!done.add(start)) {
            return;
        }
        List<String> path = new ArrayList<>(List.of(start));
        Deque<Iterator<Need>> open = new ArrayDeque<>();
        open.push(things.get(start).needs().iterator());
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                path.remove(path.size() - 1);
                continue;
            }
            Need need = open.peek().next();
            int from = path.indexOf(need.id());
            if (from >= 0) {
                tell(path.subList(from, path.size()), need);
            } else if (things.containsKey(need.id()) && done.add(need.id())) {
                path.add(need.id());
                open.push(things.get(need.id()).needs().iterator());
            }
        }
    }

    private void tell(List<String> circle, Need closing) {
        List<String> names = new ArrayList<>();
        circle.forEach(id -> names.add(things.get(id).name()));
        names.add(things.get(circle.get(0)).name());
        faults.fault(
                closing.at().place(),
                closing.at().field(),
                "nothing can be made of what is made of it: " + String.join(" needs ", names)
                        + "; take one of these away");
    }
}
