package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import java.util.List;

/**
 * How a studio stands.
 *
 * @param cutting what the cutting room does: {@code joining}, or {@code cancelling}; empty while clips are being made
 * @param items everything that was asked for, in the order in which it was
 * @param waits true where it stays open, and all that is left waits for an answer; else null
 * @param paused true where nothing new is begun until it is resumed; else null
 * @param waitsFor what the workflow itself waits for, in its developer's words; null for nothing
 */
@Internal
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudioStatus(String cutting, List<Item> items, Boolean waits, Boolean paused, String waitsFor) {
    public StudioStatus {
        items = List.copyOf(items);
    }
}
