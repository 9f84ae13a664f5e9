package dev.framespan.activities.media.protocol;

import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A film to be written by copying packets.
 *
 * @param spans at least one, in their order. Each begins with a refresh, and no frame before its end leans on one after it
 * @param sound an MP4 whose AAC packets become the film's sound; null for a film without
 * @param chapters in their order; empty for none
 * @param provenJoins spans, counted from 0, into which a film was decoded before from the same span before them, under the same parameter sets:
 *     they need not be decoded again
 * @param decodeAll whether the whole film is decoded to prove it, and not the frames around each join alone
 */
public record FilmSpec(
        List<FrameSpan> spans,
        Format format,
        Path sound,
        List<Chapter> chapters,
        FilmTags tags,
        Set<Integer> provenJoins,
        boolean decodeAll) {
    public FilmSpec {
        spans = List.copyOf(spans);
        chapters = List.copyOf(chapters);
        provenJoins = Set.copyOf(provenJoins);
    }

    /** One of whose joins none was proven before. */
    public FilmSpec(
            List<FrameSpan> spans,
            Format format,
            Path sound,
            List<Chapter> chapters,
            FilmTags tags,
            boolean decodeAll) {
        this(spans, format, sound, chapters, tags, Set.of(), decodeAll);
    }
}
