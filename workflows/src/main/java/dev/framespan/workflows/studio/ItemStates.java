package dev.framespan.workflows.studio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How everything that was asked for stands. What is still on its way is counted, since it is asked for after every event. */
final class ItemStates {
    private final Map<String, Item> items = new LinkedHashMap<>();
    private int waiting;
    private int inProgress;
    private int parked;
    private int forToday;

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
        return inProgress == 0 && forToday == 0 && (waiting == 0 || parked > 0);
    }

    /** Whether nothing is still on its way, and nothing waits for the operator. */
    boolean areFinished() {
        return inProgress == 0 && forToday == 0 && waiting == 0 && parked == 0;
    }

    /** Whether nothing is in progress. */
    boolean areIdle() {
        return inProgress == 0;
    }

    private void count(Item item, int step) {
        if (item.state() == Item.State.WAITING) {
            waiting += step;
        } else if (item.state() == Item.State.IN_PROGRESS) {
            inProgress += step;
        } else if (item.waitsForNextDay()) {
            forToday += step;
        } else if (item.state() == Item.State.PARKED) {
            parked += step;
        }
    }
}
