package dev.framespan.starter.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One JSON object a change, for programs. */
public final class JsonCutProgress implements CutProgress {
    private final Consumer<Map<String, Object>> events;
    private String said = "";

    /** @param events takes each object */
    public JsonCutProgress(Consumer<Map<String, Object>> events) {
        this.events = events;
    }

    @Override
    public void show(String doing, int percent) {
        String now = doing + " " + percent;
        if (!now.equals(said)) {
            said = now;
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", "cutting");
            event.put("doing", doing);
            event.put("percent", percent);
            events.accept(event);
        }
    }

    @Override
    public void close() {
        // every object was written at once
    }
}
