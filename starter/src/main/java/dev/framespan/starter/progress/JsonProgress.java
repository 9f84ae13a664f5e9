package dev.framespan.starter.progress;

import dev.framespan.workflows.payload.Payloads;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One JSON object a change, percents included, for programs. */
public final class JsonProgress implements Progress {
    private final Map<String, BigDecimal> prices;
    private final Consumer<Map<String, Object>> events;
    private final SnapshotDiff changes = new SnapshotDiff(item -> item.state() + " " + item.words());

    /**
     * @param prices of each keyframe and shot, by id
     * @param events takes each object
     */
    public JsonProgress(Map<String, BigDecimal> prices, Consumer<Map<String, Object>> events) {
        this.prices = Map.copyOf(prices);
        this.events = events;
    }

    @Override
    public void show(Snapshot snapshot) {
        for (ItemView item : changes.items(snapshot)) {
            events.accept(event(item));
        }
        if (changes.cutting(snapshot)) {
            events.accept(Map.of("event", "cutting", "doing", snapshot.cutting()));
        }
        if (changes.note(snapshot)) {
            events.accept(Map.of("event", "note", "message", snapshot.note()));
        }
    }

    private Map<String, Object> event(ItemView item) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", item.place());
        event.put("id", item.id());
        event.put(
                "state",
                Payloads.json().convertValue(item.state(), String.class).toLowerCase(Locale.ROOT));
        event.put("doing", item.doing());
        if (!item.trouble().isEmpty()) {
            event.put("trouble", item.trouble());
        }
        if (item.percent() != ItemView.NO_PERCENT) {
            event.put("percent", item.percent());
        }
        if (item.isCharged() && prices.containsKey(item.id())) {
            event.put("committedUsd", prices.get(item.id()));
        }
        if (item.spentUsd().signum() > 0) {
            event.put("spentUsd", item.spentUsd());
        }
        if (item.unpriced()) {
            event.put("unpriced", true);
        }
        if (item.stop() != null) {
            event.put("stop", Payloads.json().convertValue(item.stop(), Map.class));
        }
        return event;
    }

    @Override
    public void close() {
        // every object was written at once
    }
}
