package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import java.util.List;
import java.util.Objects;

/**
 * What a receipt is written from: all that a film workflow knows when it ends.
 *
 * @param items every keyframe and shot
 * @param film null unless the outcome is {@link FilmOutcome#DONE}
 * @param trouble what kept the clips from being joined; null where nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReceiptInput(FilmInput input, FilmOutcome outcome, List<Item> items, Film film, String trouble) {
    public ReceiptInput {
        items = List.copyOf(items);
    }

    /** Every still and clip that stopped. */
    public List<Stop> stops() {
        return items.stream().map(Item::stop).filter(Objects::nonNull).toList();
    }
}
