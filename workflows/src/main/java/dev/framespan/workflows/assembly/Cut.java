package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.util.Objects;

/**
 * One clip in its place on the timeline.
 *
 * @param id of the shot
 * @param clip the clip's bytes
 * @param facts what decoding it has shown
 * @param trim which of the clip's own frames are shown; null for all of them
 * @param transition into the next clip; after the last one, cut or {@link Transition.Kind#FADE_TO}; null for a cut
 * @param sound what becomes of its own sound; null as it is
 * @param chapter title of the chapter that begins with it; null where none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cut(
        String id,
        Asset clip,
        MediaFacts facts,
        FrameRange trim,
        Transition transition,
        CutSound sound,
        String chapter) {
    /** @throws IllegalArgumentException when the clip has fewer frames than the trim shows */
    @JsonCreator
    public Cut {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(clip, "clip");
        Objects.requireNonNull(facts, "facts");
        if (trim != null && trim.to() > facts.frames()) {
            throw new IllegalArgumentException(
                    id + " has " + facts.frames() + " frames, and is trimmed to end with frame " + trim.to());
        }
    }

    /**
     * Shown whole, and cut into the next.
     *
     * @param id of the shot
     * @param clip the clip's bytes
     * @param facts what decoding it has shown
     */
    public Cut(String id, Asset clip, MediaFacts facts) {
        this(id, clip, facts, null, null, null, null);
    }

    /**
     * The same place with other bytes that show the same, such as the clip conformed.
     *
     * @param otherClip the bytes
     * @param otherFacts what decoding them has shown
     * @param otherTrim which of their frames are shown; null for all of them
     * @return the place with them
     * @hidden
     */
    @Internal
    public Cut with(Asset otherClip, MediaFacts otherFacts, FrameRange otherTrim) {
        return new Cut(id, otherClip, otherFacts, otherTrim, transition, sound, chapter);
    }

    /** {@return the transition into the next clip, a cut where nothing else is said} */
    public Transition over() {
        return transition == null ? Transition.CUT : transition;
    }

    /** {@return the frames that are shown} */
    public FrameRange range() {
        return trim == null ? new FrameRange(0, facts.frames()) : trim;
    }
}
