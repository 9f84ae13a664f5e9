package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import java.util.List;
import java.util.Objects;

/**
 * What a receipt is written from: all that a film workflow knows when it ends.
 *
 * @param items every keyframe and shot
 * @param film null unless the outcome is {@link FilmOutcome#DONE}
 * @param trouble what kept the clips from being joined; null where nothing did
 * @param cancelled what was at work when it was cancelled; null where it was not, and in films of earlier versions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReceiptInput(
        FilmInput input, FilmOutcome outcome, List<Item> items, Film film, String trouble, Cancellation cancelled) {
    @JsonCreator
    public ReceiptInput {
        items = List.copyOf(items);
    }

    /** Of a film that was not cancelled. */
    public ReceiptInput(FilmInput input, FilmOutcome outcome, List<Item> items, Film film, String trouble) {
        this(input, outcome, items, film, trouble, null);
    }

    /** Every still and clip that stopped. */
    public List<Stop> stops() {
        return items.stream().map(Item::stop).filter(Objects::nonNull).toList();
    }
}
