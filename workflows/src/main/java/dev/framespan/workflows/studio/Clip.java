package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.generation.Take;

/**
 * A clip that was made.
 *
 * @param id of the shot
 * @param take what was bought for it
 */
public record Clip(String id, Take take) implements SourceVideo {
    @Override
    public Asset video() {
        return take.original();
    }

    @Override
    public String purchase() {
        return take.fingerprint();
    }

    @Override
    public long millis() {
        MediaFacts facts = take.facts();
        return Math.round(FrameRate.parse(facts.rate()).duration(facts.frames()) * 1000);
    }
}
