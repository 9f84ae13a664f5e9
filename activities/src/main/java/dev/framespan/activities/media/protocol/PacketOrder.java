package dev.framespan.activities.media.protocol;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The packets of a clip's picture in the order in which they are decoded: what can be left out without decoding anything.
 *
 * @param places of each packet's frame, from 0, in the order in which frames are shown
 * @param kinds one letter for each packet: {@link #REFRESH}, {@link #REFERENCE} or {@link #DISPOSABLE}
 */
public record PacketOrder(List<Integer> places, String kinds) {
    /** Decoding can begin here: no later packet leans on an earlier one. */
    public static final char REFRESH = 'I';

    /** Other frames may lean on it. */
    public static final char REFERENCE = 'r';

    /** No frame leans on it. */
    public static final char DISPOSABLE = 'd';

    public PacketOrder {
        places = List.copyOf(places);
        Objects.requireNonNull(kinds, "kinds");
        if (places.size() != kinds.length()) {
            throw new IllegalArgumentException(places.size() + " packets, and kinds of " + kinds.length());
        }
    }

    /** The first frame no earlier than this one from which on the clip can be copied; empty where there is none. */
    public OptionalLong firstRefresh(long frame) {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < places.size(); i++) {
            if (kinds.charAt(i) == REFRESH && places.get(i) >= frame) {
                first = Math.min(first, places.get(i));
            }
        }
        return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /**
     * Whether frames can be copied without what comes after them: each packet of a later frame that is decoded before the last one of them is
     * one that no frame leans on.
     *
     * @param from a refresh
     * @param to the frame after the last one
     */
    public boolean endsSafely(long from, long to) {
        boolean open = false;
        for (int i = places.indexOf((int) from); i >= 0 && i < places.size(); i++) {
            int place = places.get(i);
            if (place >= to) {
                open |= kinds.charAt(i) != DISPOSABLE;
            } else if (place >= from && open) {
                return false;
            }
        }
        return true;
    }

    /**
     * The last end no later than this one at which copied frames can end.
     *
     * @param from a refresh
     * @param to the frame after the last one that is wanted
     * @return {@code from} where not even the first one can be copied without others
     */
    public long lastSafeEnd(long from, long to) {
        long end = to;
        while (end > from && !endsSafely(from, end)) {
            end--;
        }
        return end;
    }
}
