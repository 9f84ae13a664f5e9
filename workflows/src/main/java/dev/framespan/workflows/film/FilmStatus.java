package dev.framespan.workflows.film;

import dev.framespan.workflows.studio.Item;
import java.util.List;

/**
 * How a film stands, as its workflow answers a query.
 *
 * @param cutting what the cutting room does: {@code joining}, or {@link #CANCELLING}; empty while clips are being made
 * @param items every keyframe and shot, keyframes first
 */
public record FilmStatus(String cutting, List<Item> items) {
    /** The film is cancelled: what is queued is given back, and what has begun is waited for. */
    public static final String CANCELLING = "cancelling";

    public FilmStatus {
        items = List.copyOf(items);
    }
}
