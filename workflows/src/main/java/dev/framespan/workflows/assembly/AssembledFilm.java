package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A film that was cut, and what is known of its joins.
 *
 * @param film MP4
 * @param facts of the film
 * @param contactSheet one picture a shot, JPEG
 * @param conformed shots whose clips were re-encoded to the film's format; all others kept their bits
 * @param layout where each clip stands in it
 * @param report what was decided at each join, and why: JSON
 * @param page the same to be looked at, with pictures of each join: HTML
 * @param stems WAV files by their name, {@code dialogue}, {@code music}, {@code effects}; empty where none were asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssembledFilm(
        Asset film,
        MediaFacts facts,
        Asset contactSheet,
        Set<String> conformed,
        FilmLayout layout,
        Asset report,
        Asset page,
        Map<String, Asset> stems) {
    /** @throws NullPointerException without a film or its facts */
    public AssembledFilm {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(facts, "facts");
        conformed = Set.copyOf(conformed);
        stems = stems == null ? Map.of() : Map.copyOf(stems);
    }
}
