package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.payload.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How some of what was asked for stands, and what that was, as the store keeps it: no payload grows with the workflow. */
@Internal
public record StudioItems(List<Entry> entries) {
    /** Of one part, in bytes as JSON. */
    static final int LARGEST = 48 * 1024;

    public StudioItems {
        entries = List.copyOf(entries);
    }

    /**
     * One of them.
     *
     * @param request without its pictures; null for what was not bought
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(Item item, GenerationRequest request) {}

    /** @return parts of {@link #LARGEST} bytes at most, or of one entry; none where there are no entries */
    static List<StudioItems> of(List<Entry> all) {
        List<StudioItems> parts = new ArrayList<>();
        List<Entry> part = new ArrayList<>();
        int bytes = 0;
        for (Entry entry : all) {
            int more = size(entry);
            if (!part.isEmpty() && bytes + more > LARGEST) {
                parts.add(new StudioItems(part));
                part.clear();
                bytes = 0;
            }
            part.add(entry);
            bytes += more;
        }
        if (!part.isEmpty()) {
            parts.add(new StudioItems(part));
        }
        return parts;
    }

    private static int size(Entry entry) {
        try {
            return Payloads.json().writeValueAsString(entry).getBytes(StandardCharsets.UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an item is written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
