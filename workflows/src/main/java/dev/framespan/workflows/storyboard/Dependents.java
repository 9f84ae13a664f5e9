package dev.framespan.workflows.storyboard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is made from a shot or keyframe. */
public final class Dependents {
    private final Storyboard storyboard;
    private final Set<String> found = new HashSet<>();

    private Dependents(Storyboard storyboard) {
        this.storyboard = storyboard;
    }

    /**
     * The ids of all keyframes and shots that are made from one, directly or by way of others: keyframes first, each in the storyboard's order.
     *
     * @param id of a shot or keyframe; what is not there has no dependents
     */
    public static List<String> of(Storyboard storyboard, String id) {
        Dependents dependents = new Dependents(storyboard);
        dependents.follow(id);
        dependents.found.remove(id);
        List<String> ordered = new ArrayList<>(storyboard.keyframes().keySet());
        storyboard.shots().forEach(shot -> ordered.add(shot.id()));
        ordered.retainAll(dependents.found);
        return ordered;
    }

    private void follow(String id) {
        if (!found.add(id)) {
            return;
        }
        storyboard.keyframes().forEach((name, keyframe) -> {
            if (id.equals(keyframe.frameOf()) || keyframe.references().contains(id)) {
                follow(name);
            }
        });
        for (Storyboard.Shot shot : storyboard.shots()) {
            boolean shown = shot.video() != null && id.equals(shot.video().clip());
            if (shown || shot.pictures().contains(id)) {
                follow(shot.id());
            }
        }
    }
}
