package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * @param films by their names, where a workflow of one's own has cut several; null where there is one, or none
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
        String trouble,
        Map<String, Files> films) {
    @JsonCreator
    public FilmReport {
        stops = List.copyOf(stops);
        films = films == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(films));
    }

    /**
     * One of several films.
     *
     * @param joinsPage what was decided at each join, to be looked at: HTML
     * @param stems WAV files by their name; null where there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Files(Asset film, Asset contactSheet, Asset joins, Asset joinsPage, Map<String, Asset> stems) {
        static Files of(Film film) {
            return new Files(
                    film.film(),
                    film.contactSheet(),
                    film.joins(),
                    film.joinsPage(),
                    film.stems().isEmpty() ? null : film.stems());
        }
    }

    /** Of one film. */
    public FilmReport(
            FilmOutcome outcome,
            Asset film,
            Asset contactSheet,
            Asset joins,
            Asset joinsPage,
            Map<String, Asset> stems,
            Asset receipt,
            List<Stop> stops,
            String trouble) {
        this(outcome, film, contactSheet, joins, joinsPage, stems, receipt, stops, trouble, null);
    }

    /** The same of several films; of one or none, it is as it was. */
    public FilmReport of(Map<String, Film> several) {
        if (several.size() < 2) {
            return this;
        }
        Map<String, Files> files = new LinkedHashMap<>();
        several.forEach((name, each) -> files.put(name, Files.of(each)));
        return new FilmReport(outcome, film, contactSheet, joins, joinsPage, stems, receipt, stops, trouble, files);
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
