package dev.framespan.workflows.assembly;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.util.Objects;

/**
 * One clip in its place on the timeline, shown whole.
 *
 * @param id of the shot
 * @param clip the clip's bytes
 * @param facts what decoding it has shown
 */
public record Cut(String id, Asset clip, MediaFacts facts) {
    public Cut {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(clip, "clip");
        Objects.requireNonNull(facts, "facts");
    }
}
