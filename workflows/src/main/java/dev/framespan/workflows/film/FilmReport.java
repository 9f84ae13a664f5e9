package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import java.util.List;

/**
 * Everything a film workflow knows when it ends.
 *
 * @param items every keyframe and shot
 * @param film null unless the outcome is {@link FilmOutcome#DONE}
 * @param trouble what kept the clips from being joined, for people; null where nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmReport(FilmInput input, FilmOutcome outcome, List<Item> items, Film film, String trouble) {
    public FilmReport {
        items = List.copyOf(items);
    }
}
