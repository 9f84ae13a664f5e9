package dev.framespan.activities.assembly;

import dev.framespan.activities.media.protocol.PacketOrder;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FrameRate;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames of a film are copied and which are encoded: as few as can be. Every frame of the {@link FilmLayout} is in one part, those of
 * transitions that overlap in one part with the frame that they are seen with.
 *
 * @param parts in their order
 */
record PicturePlan(List<Part> parts) {
    /** Frames of one clip. @param cut its number, from 0 */
    record Span(int cut, FrameRange frames) {
        long count() {
            return frames.count();
        }
    }

    /** Some frames of the film. */
    sealed interface Part permits Copied, Encoded {
        /** How many of the film's frames it is. */
        long count();
    }

    /** Packets that are a clip's own. @param span begins with a refresh; none of its frames leans on a later one */
    record Copied(Span span) implements Part {
        @Override
        public long count() {
            return span.count();
        }
    }

    /**
     * Frames that are encoded for the film.
     *
     * @param join number of the cut after which the join is, -1 for the film's beginning
     * @param left the end of the clip before; null where none of it is encoded
     * @param right the beginning of the clip after; null where none of it is encoded
     * @param transition {@link Transition#CUT} where they are encoded because their packets cannot be copied
     * @param overlap frames that are seen of both spans at once
     */
    record Encoded(int join, Span left, Span right, Transition transition, long overlap) implements Part {
        @Override
        public long count() {
            return (left == null ? 0 : left.count()) + (right == null ? 0 : right.count()) - overlap;
        }
    }

    PicturePlan {
        parts = List.copyOf(parts);
    }

    /**
     * @param joins one for each clip; the last one tells how the film ends
     * @param packets of each clip; null where they cannot be copied
     */
    static PicturePlan of(FilmLayout layout, List<FilmLayout.Join> joins, List<PacketOrder> packets, FrameRate rate) {
        List<Part> parts = new ArrayList<>();
        FrameRange tail = null;
        for (int cut = 0; cut < joins.size(); cut++) {
            FrameRange shown = layout.places().get(cut).range();
            Transition before = cut == 0 ? Transition.CUT : joins.get(cut - 1).transition();
            long head = before.framesAfter(rate);
            long end = joins.get(cut).transition().framesBefore(rate);
            FrameRange copied = copyable(shown.from() + head, shown.to() - end, packets.get(cut));
            long headEnd;
            long tailStart;
            if (copied != null) {
                headEnd = copied.from();
                tailStart = copied.to();
            } else {
                // Nothing to copy: all of it belongs to the transitions that it meets.
                headEnd = head > 0 && end == 0 ? shown.to() : shown.from() + head;
                tailStart = headEnd;
            }
            join(parts, cut - 1, tail, range(shown.from(), headEnd), before, rate);
            if (copied != null) {
                parts.add(new Copied(new Span(cut, copied)));
            }
            tail = range(tailStart, shown.to());
        }
        int last = joins.size() - 1;
        join(parts, last, tail, null, joins.get(last).transition(), rate);
        return new PicturePlan(parts);
    }

    /** The frames that can be copied, of those that may be; null for none. */
    private static FrameRange copyable(long from, long to, PacketOrder packets) {
        if (packets == null) {
            return null;
        }
        long refresh = packets.firstRefresh(from).orElse(Long.MAX_VALUE);
        return refresh >= to ? null : range(refresh, packets.lastSafeEnd(refresh, to));
    }

    private static FrameRange range(long from, long to) {
        return from < to ? new FrameRange(from, to) : null;
    }

    private static void join(
            List<Part> parts, int join, FrameRange tail, FrameRange head, Transition transition, FrameRate rate) {
        Span left = tail == null ? null : new Span(join, tail);
        Span right = head == null ? null : new Span(join + 1, head);
        boolean apart = transition.framesAfter(rate) == 0;
        if (left != null && (apart || right == null)) {
            parts.add(new Encoded(join, left, null, transition, 0));
        }
        if (right != null && apart) {
            // What only cannot be copied depends on its own clip alone, and is found again beside any other.
            parts.add(new Encoded(join, null, right, Transition.CUT, 0));
        }
        if (right != null && !apart) {
            parts.add(new Encoded(join, left, right, transition, transition.overlap(rate)));
        }
    }

    /** Frames of the film whose packets are copied. */
    long copied() {
        return parts.stream()
                .filter(Copied.class::isInstance)
                .mapToLong(Part::count)
                .sum();
    }

    /** Frames of the film that are encoded around a join. @param join number of the cut after which it is, -1 for the film's beginning */
    List<Encoded> encodedAt(int join) {
        return encoded().stream().filter(part -> part.join() == join).toList();
    }

    List<Encoded> encoded() {
        return parts.stream()
                .filter(Encoded.class::isInstance)
                .map(Encoded.class::cast)
                .toList();
    }
}
