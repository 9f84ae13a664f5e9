package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.util.List;

/**
 * A timeline as an author writes it, free of faults and with every default filled in.
 *
 * @param edit what it says as a storyboard does: how clips are put together and what is heard. Its shots are the clips; nothing in it is bought
 * @param format the film's frame and rate: as they are written, else the first clip's
 * @param clips one for each of the edit's shots
 * @param sources where its sounds are
 * @param length how long the film is
 */
public record ClipTimeline(Storyboard edit, Format format, List<Clip> clips, MediaSources sources, FilmLength length) {
    public ClipTimeline {
        clips = List.copyOf(clips);
    }

    /**
     * A clip of the author's own.
     *
     * @param trim which of its frames are seen; null for all of them
     */
    public record Clip(Asset asset, MediaFacts facts, FrameRange trim) {}
}
