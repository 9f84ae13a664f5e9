package dev.framespan.activities.media.engine.film;

import java.util.List;

/**
 * What was written into a film, to be held against what is read from it.
 *
 * @param picture its packets, each with the number of its frame
 * @param spans where each span begins
 * @param sound its packets; none for a film without
 * @param samples length of the sound; 0 for a film without
 */
record WrittenFilm(PacketLog picture, List<Span> spans, PacketLog sound, long samples) {
    /**
     * Frames of one clip.
     *
     * @param packet the first one, in the order in which they are decoded
     * @param kind of its parameter sets: equal for equal ones
     */
    record Span(int packet, int kind) {}
}
