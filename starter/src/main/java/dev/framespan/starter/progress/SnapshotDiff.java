package dev.framespan.starter.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds what is new in a snapshot. */
final class SnapshotDiff {
    private final Function<ItemView, String> shown;
    private final Map<String, String> seen = new HashMap<>();
    private String cutting = "";
    private String note = "";

    /** @param shown what is shown of an item; the same is no change */
    SnapshotDiff(Function<ItemView, String> shown) {
        this.shown = shown;
    }

    List<ItemView> items(Snapshot snapshot) {
        List<ItemView> changed = new ArrayList<>();
        for (ItemView item : snapshot.items()) {
            String now = shown.apply(item);
            if (!now.equals(seen.put(item.id(), now))) {
                changed.add(item);
            }
        }
        return changed;
    }

    /** Whether the cutting room does something else now, and something at all. */
    boolean cutting(Snapshot snapshot) {
        boolean changed = !snapshot.cutting().equals(cutting);
        cutting = snapshot.cutting();
        return changed && !cutting.isEmpty();
    }

    /** Whether there is something else to say now, and something at all. */
    boolean note(Snapshot snapshot) {
        boolean changed = !snapshot.note().equals(note);
        note = snapshot.note();
        return changed && !note.isEmpty();
    }
}
