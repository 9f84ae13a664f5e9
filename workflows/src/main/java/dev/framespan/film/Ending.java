package dev.framespan.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.studio.Film;
import dev.framespan.studio.Item;
import java.util.List;

/**
 * Everything a film workflow knows when it ends.
 *
 * @param items every keyframe and shot
 * @param film null unless the outcome is {@link Outcome#DONE}
 * @param trouble what kept the clips from being joined, for people; null where nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ending(FilmInput input, Outcome outcome, List<Item> items, Film film, String trouble) {
    public Ending {
        items = List.copyOf(items);
    }
}
