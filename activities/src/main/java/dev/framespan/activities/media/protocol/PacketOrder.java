package dev.framespan.activities.media.protocol;

import java.util.List;
import java.util.Objects;

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
}
