package dev.framespan.workflows.film;

import dev.framespan.workflows.studio.Item;
import java.util.List;

/**
 * How a film stands, as its workflow answers a query.
 *
 * @param cutting what the cutting room does: {@code joining}; empty while clips are being made
 * @param items every keyframe and shot, keyframes first
 */
public record FilmStatus(String cutting, List<Item> items) {
    public FilmStatus {
        items = List.copyOf(items);
    }
}
