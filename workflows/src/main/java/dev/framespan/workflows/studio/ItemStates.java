package dev.framespan.workflows.studio;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How everything that was asked for stands. What is still on its way is counted, since it is asked for after every event. */
final class ItemStates {
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<Item.State, Integer> counts = new EnumMap<>(Item.State.class);
    private final Set<String> skipped = new HashSet<>();
    private int forToday;
    private StudioDetails details;

    /** Shows from now on how they stand. */
    void show(StudioDetails where) {
        details = where;
        tell();
    }

    /** These are not to be made. */
    void skipBeforehand(Collection<String> ids) {
        skipped.addAll(ids);
    }

    boolean isLeftOut(String id) {
        return skipped.contains(id);
    }

    /** In the order in which it was asked for. */
    List<Item> all() {
        return List.copyOf(items.values());
    }

    int size() {
        return items.size();
    }

    Item of(String id) {
        return items.get(id);
    }

    void put(Item item) {
        Item before = items.put(item.id(), item);
        if (before != null) {
            count(before, -1);
        }
        count(item, 1);
        tell();
    }

    private void tell() {
        if (details != null) {
            details.show(
                    counts,
                    of(Item.State.PARKED) == 0
                            ? List.of()
                            : items.values().stream()
                                    .filter(item -> item.state() == Item.State.PARKED)
                                    .toList());
        }
    }

    private int of(Item.State state) {
        return counts.getOrDefault(state, 0);
    }

    /** It is in no list any more. */
    void remove(String id) {
        Item before = items.remove(id);
        if (before != null) {
            count(before, -1);
        }
    }

    /** Whether nothing is still on its way, but for what waits for the operator and what waits for that. */
    boolean areSettled() {
        return areIdle() && forToday == 0 && (of(Item.State.WAITING) == 0 || of(Item.State.PARKED) > 0);
    }

    /** Whether nothing is still on its way, and nothing waits for the operator. */
    boolean areFinished() {
        return areIdle() && of(Item.State.WAITING) == 0 && of(Item.State.PARKED) == 0;
    }

    /** Whether nothing is in progress. */
    boolean areIdle() {
        return of(Item.State.IN_PROGRESS) == 0;
    }

    /** Whether nothing is in progress, or goes on by itself on another day. */
    boolean areResting() {
        return areIdle() && forToday == 0;
    }

    private void count(Item item, int step) {
        counts.merge(item.state(), step, Integer::sum);
        if (item.waitsForNextDay()) {
            forToday += step;
        }
    }
}
