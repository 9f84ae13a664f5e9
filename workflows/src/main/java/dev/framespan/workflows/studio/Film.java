package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.util.Set;

/**
 * A finished film.
 *
 * @param film MP4
 * @param facts what decoding it has shown
 * @param contactSheet one picture a shot, JPEG
 * @param timeline what was joined
 * @param conformed shots whose clips were re-encoded to the film's format; all others kept their bits
 */
public record Film(Asset film, MediaFacts facts, Asset contactSheet, Timeline timeline, Set<String> conformed) {
    public Film {
        conformed = Set.copyOf(conformed);
    }
}
