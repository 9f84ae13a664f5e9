package dev.framespan.activities.film;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.storyboard.reading.StoryboardChanges;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What the operator has decided about single shots and keyframes of a film, in place of what its storyboard says of them. */
public final class ShotDecisions {
    private final Store store;

    public ShotDecisions(Store store) {
        this.store = store;
    }

    /** All that was decided. */
    public StoryboardChanges of(String film) throws IOException {
        return read(store.read(key(film)));
    }

    /**
     * @param id of a shot or keyframe
     * @param of SHA-256 of what the storyboard says of it now
     * @param fields what is to count in its place
     * @return what was decided before
     */
    public StoryboardChanges decide(String film, String id, String of, Map<String, String> fields) throws IOException {
        AtomicReference<StoryboardChanges> before = new AtomicReference<>();
        store.update(key(film), held -> {
            before.set(read(held));
            return Optional.of(Payloads.json().writeValueAsBytes(before.get().with(id, of, fields)));
        });
        return before.get();
    }

    /**
     * Takes a decision back, unless another one was made since.
     *
     * @param before what {@link #decide} returned
     * @param of as it was decided
     */
    public void undo(String film, String id, StoryboardChanges before, String of, Map<String, String> fields)
            throws IOException {
        StoryboardChanges.Change made = before.with(id, of, fields).changes().get(id);
        store.update(key(film), held -> {
            StoryboardChanges now = read(held);
            return made.equals(now.changes().get(id))
                    ? Optional.of(Payloads.json().writeValueAsBytes(now.restored(id, before)))
                    : Optional.empty();
        });
    }

    private static StoryboardChanges read(Optional<byte[]> held) throws IOException {
        return held.isEmpty() ? StoryboardChanges.NONE : Payloads.json().readValue(held.get(), StoryboardChanges.class);
    }

    private static String key(String film) {
        return "films/" + film + "/shots.json";
    }
}
