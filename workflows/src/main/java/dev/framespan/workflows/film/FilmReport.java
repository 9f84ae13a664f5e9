package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import java.util.List;
import java.util.Map;

/**
 * What a film workflow returns: what to deliver, or what it waits for.
 *
 * @param film null unless the outcome is {@link FilmOutcome#DONE}
 * @param contactSheet null unless the outcome is {@link FilmOutcome#DONE}
 * @param joins what was decided at each join: JSON; null where there is no film, and in films of earlier versions
 * @param joinsPage the same to be looked at: HTML; null likewise
 * @param stems WAV files by their name; null where there are none
 * @param receipt a {@link Receipt} as JSON, in the store
 * @param stops every still and clip that stopped
 * @param trouble what kept the clips from being joined; null where nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmReport(
        FilmOutcome outcome,
        Asset film,
        Asset contactSheet,
        Asset joins,
        Asset joinsPage,
        Map<String, Asset> stems,
        Asset receipt,
        List<Stop> stops,
        String trouble) {
    @JsonCreator
    public FilmReport {
        stops = List.copyOf(stops);
    }

    /** Without a report on its joins. */
    public FilmReport(
            FilmOutcome outcome, Asset film, Asset contactSheet, Asset receipt, List<Stop> stops, String trouble) {
        this(outcome, film, contactSheet, null, null, null, receipt, stops, trouble);
    }

    /** @param receipt in the store, written from the same facts */
    public static FilmReport of(ReceiptInput facts, Asset receipt) {
        Film film = facts.film();
        return new FilmReport(
                facts.outcome(),
                film == null ? null : film.film(),
                film == null ? null : film.contactSheet(),
                film == null ? null : film.joins(),
                film == null ? null : film.joinsPage(),
                film == null || film.stems().isEmpty() ? null : film.stems(),
                receipt,
                facts.stops(),
                facts.trouble());
    }
}
