package dev.framespan.activities.media.engine.film;

import dev.framespan.activities.media.protocol.Chapter;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.workflows.assembly.FilmTags;
import java.nio.charset.StandardCharsets;

/**
 * How much room the index of a film takes at most ({@code moov} of ISO/IEC 14496-12), known before the film is written: so it comes to
 * stand in front without a second pass over everything.
 */
final class FilmIndexSize {
    /** Heads of boxes, names of handlers, edit lists: some hundred bytes for each track, and generously. */
    private static final int HEADS = 8192;

    /** FFmpeg begins a new chunk after this many bytes. */
    private static final long CHUNK = 1 << 20;

    /** Into {@code stsc} and {@code co64}. */
    private static final int CHUNK_BYTES = 12 + 8;

    /** Into {@code stsz}, {@code ctts} and {@code sdtp}. */
    private static final int FRAME_BYTES = 4 + 8 + 1;

    /** Into {@code stss}. */
    private static final int REFRESH_BYTES = 4;

    /** Into {@code stsz} and {@code stts}. */
    private static final int BLOCK_BYTES = 4 + 8;

    /** Into {@code stsz}, {@code stts}, {@code stsc}, {@code co64} and, with its title twice as long, {@code chpl}. */
    private static final int CHAPTER_BYTES = 64;

    private FilmIndexSize() {}

    /**
     * @param frames of the film
     * @param refreshes of the clips, at most
     * @param pictureBytes of the clips' pictures, at most
     * @param blocks of sound, at most
     * @param seconds of the film: after each one, the tracks alternate
     * @param extra bytes of the parameter sets
     */
    static long bound(
            FilmSpec film, long frames, long refreshes, long pictureBytes, long blocks, long seconds, int extra) {
        long chunks = 2 * (seconds + 2) + 2 * (pictureBytes / CHUNK + 1);
        long chapters = 0;
        for (Chapter chapter : film.chapters()) {
            chapters += CHAPTER_BYTES + 2 * bytes(chapter.title());
        }
        FilmTags tags = film.tags() == null ? FilmTags.NONE : film.tags();
        return HEADS
                + extra
                + bytes(tags.title())
                + bytes(tags.date())
                + frames * FRAME_BYTES
                + refreshes * REFRESH_BYTES
                + blocks * BLOCK_BYTES
                + chunks * CHUNK_BYTES
                + chapters;
    }

    private static long bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
