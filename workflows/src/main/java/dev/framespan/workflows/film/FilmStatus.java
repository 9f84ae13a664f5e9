package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StudioSession;
import dev.framespan.workflows.studio.StudioStatus;
import java.util.List;

/**
 * How a film stands, as its workflow answers a query.
 *
 * @param cutting what the cutting room does: {@code joining}, or {@link #CANCELLING}; empty while clips are being made
 * @param items every keyframe and shot, keyframes first
 * @param waits true where it stays open, and all that is left waits for an answer, or for another scene; else null
 * @param scenes of a film of several, whose items they have: in their order; null of any other
 * @param paused true where nothing new is begun until it is resumed; else null
 * @param waitsFor what a workflow of one's own waits for itself, in its developer's words; null for nothing, and of a storyboard's film
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmStatus(
        String cutting, List<Item> items, Boolean waits, List<SceneEntry> scenes, Boolean paused, String waitsFor) {
    /** The film is cancelled: what is queued is given back, and what has begun is waited for. */
    public static final String CANCELLING = StudioSession.CANCELLING;

    @JsonCreator
    public FilmStatus {
        items = List.copyOf(items);
        scenes = scenes == null ? null : List.copyOf(scenes);
    }

    /** Of a film of one scene, as its studio stands. */
    static FilmStatus of(StudioStatus studio) {
        return new FilmStatus(studio.cutting(), studio.items(), studio.waits(), null, studio.paused(), null);
    }

    /** Of a film of one scene. */
    public FilmStatus(String cutting, List<Item> items, Boolean waits) {
        this(cutting, items, waits, null, null, null);
    }

    /** The same; whether nothing new is begun. */
    public FilmStatus paused(boolean held) {
        return new FilmStatus(cutting, items, waits, scenes, held ? true : null, waitsFor);
    }

    /** Of a film that waits for no answer. */
    public FilmStatus(String cutting, List<Item> items) {
        this(cutting, items, null);
    }
}
