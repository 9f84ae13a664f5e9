package dev.framespan.activities.film;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.storyboard.reading.StoryboardChanges;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What the operator has decided about single shots and keyframes of a film, in place of what its storyboard says of them. */
public final class ShotDecisions {
    private final Store store;

    public ShotDecisions(Store store) {
        this.store = store;
    }

    /** All that was decided. */
    public StoryboardChanges of(String film) throws IOException {
        Optional<byte[]> held = store.read(key(film));
        return held.isEmpty() ? StoryboardChanges.NONE : Payloads.json().readValue(held.get(), StoryboardChanges.class);
    }

    /**
     * @param id of a shot or keyframe
     * @param of SHA-256 of what the storyboard says of it now
     * @param fields what is to count in its place
     */
    public void decide(String film, String id, String of, Map<String, String> fields) throws IOException {
        store.update(key(film), held -> {
            StoryboardChanges before = held.isEmpty()
                    ? StoryboardChanges.NONE
                    : Payloads.json().readValue(held.get(), StoryboardChanges.class);
            return Optional.of(Payloads.json().writeValueAsBytes(before.with(id, of, fields)));
        });
    }

    private static String key(String film) {
        return "films/" + film + "/shots.json";
    }
}
