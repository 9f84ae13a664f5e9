package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Film;
import java.util.List;

/**
 * What a film workflow returns: what to deliver, or what it waits for.
 *
 * @param film null unless the outcome is {@link FilmOutcome#DONE}
 * @param contactSheet null unless the outcome is {@link FilmOutcome#DONE}
 * @param receipt a {@link Receipt} as JSON, in the store
 * @param stops every still and clip that stopped
 * @param trouble what kept the clips from being joined; null where nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmReport(
        FilmOutcome outcome, Asset film, Asset contactSheet, Asset receipt, List<Stop> stops, String trouble) {
    public FilmReport {
        stops = List.copyOf(stops);
    }

    /** @param receipt in the store, written from the same facts */
    public static FilmReport of(ReceiptInput facts, Asset receipt) {
        Film film = facts.film();
        return new FilmReport(
                facts.outcome(),
                film == null ? null : film.film(),
                film == null ? null : film.contactSheet(),
                receipt,
                facts.stops(),
                facts.trouble());
    }
}
