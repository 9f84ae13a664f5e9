package dev.framespan.activities.film;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the operator has left out of a film, which its next renders leave out, too: {@code films/<id>/skipped.json}. It holds as long as the
 * storyboard says of it what it said then, and until the operator asks for it again.
 */
public final class SkipDecisions {
    private static final TypeReference<TreeMap<String, Choice>> CHOICES = new TypeReference<>() {};

    private final Store store;

    public SkipDecisions(Store store) {
        this.store = store;
    }

    /**
     * What was decided last about a shot, keyframe or voice.
     *
     * @param of SHA-256 of what the storyboard says of it
     * @param skipped false where it was asked for again
     */
    public record Choice(String of, boolean skipped) {}

    /** All that was decided, by id. */
    public Map<String, Choice> of(String film) throws IOException {
        return read(store.read(key(film)));
    }

    /** @param of SHA-256 of what the storyboard says of it now */
    public void skip(String film, String id, String of) throws IOException {
        store.update(key(film), held -> {
            Map<String, Choice> all = read(held);
            all.put(id, new Choice(of, true));
            return Optional.of(Payloads.json().writeValueAsBytes(all));
        });
    }

    /**
     * Asks for it again, where it was left out.
     *
     * @return what of these was left out
     */
    public List<String> askFor(String film, List<String> ids) throws IOException {
        if (store.read(key(film)).isEmpty()) {
            return List.of();
        }
        Map<String, Choice> before = of(film);
        List<String> known = ids.stream()
                .filter(id -> before.containsKey(id) && before.get(id).skipped())
                .toList();
        store.update(key(film), held -> {
            Map<String, Choice> all = read(held);
            known.forEach(id -> all.computeIfPresent(id, (key, choice) -> new Choice(choice.of(), false)));
            return Optional.of(Payloads.json().writeValueAsBytes(all));
        });
        return known;
    }

    private static Map<String, Choice> read(Optional<byte[]> held) throws IOException {
        return held.isEmpty() ? new TreeMap<>() : Payloads.json().readValue(held.get(), CHOICES);
    }

    private static String key(String film) {
        return "films/" + film + "/skipped.json";
    }
}
