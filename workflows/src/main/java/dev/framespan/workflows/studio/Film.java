package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaAsset;
import dev.framespan.workflows.asset.MediaFacts;
import java.util.Map;
import java.util.Set;

/**
 * A finished film.
 *
 * @param film MP4
 * @param facts what is known of it
 * @param contactSheet one picture a shot, JPEG
 * @param timeline what was joined
 * @param conformed shots whose clips were re-encoded to the film's format; all others kept their bits
 * @param layout where each clip stands in it; null in films of earlier versions, which show every frame of every clip
 * @param joins what was decided at each join, and why: JSON; null in films of earlier versions
 * @param joinsPage the same to be looked at: HTML; null in films of earlier versions
 * @param stems WAV files by their name; empty where none were asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Film(
        Asset film,
        MediaFacts facts,
        Asset contactSheet,
        Timeline timeline,
        @JsonInclude(JsonInclude.Include.ALWAYS) Set<String> conformed,
        FilmLayout layout,
        Asset joins,
        Asset joinsPage,
        Map<String, Asset> stems) {
    /** Keeps copies of the sets. */
    @JsonCreator
    public Film {
        conformed = Set.copyOf(conformed);
        stems = stems == null ? Map.of() : Map.copyOf(stems);
    }

    /**
     * As it was cut.
     *
     * @param made what the cutting room has made
     * @param timeline what was joined
     * @return the film
     * @hidden
     */
    @Internal
    public static Film of(AssembledFilm made, Timeline timeline) {
        return new Film(
                made.film(),
                made.facts(),
                made.contactSheet(),
                timeline,
                made.conformed(),
                made.layout(),
                made.report(),
                made.page(),
                made.stems());
    }

    static Film of(MediaAsset joined, Asset contactSheet, Timeline timeline, Set<String> conformed) {
        return new Film(joined.asset(), joined.facts(), contactSheet, timeline, conformed, null, null, null, null);
    }

    /**
     * Where a clip begins.
     *
     * @param cut its number, from 0
     * @return the film's frame with which it begins, from 0
     */
    public long start(int cut) {
        return layout == null
                ? timeline.cuts().subList(0, cut).stream()
                        .mapToLong(before -> before.facts().frames())
                        .sum()
                : layout.places().get(cut).start();
    }

    /**
     * How long a clip is seen.
     *
     * @param cut its number, from 0
     * @return number of its frames that are seen, those in transitions included
     */
    public long frames(int cut) {
        return layout == null
                ? timeline.cuts().get(cut).facts().frames()
                : layout.places().get(cut).range().count();
    }
}
