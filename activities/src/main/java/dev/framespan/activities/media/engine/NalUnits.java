package dev.framespan.activities.media.engine;

import java.util.Arrays;

/** What stands in H.264 packets, unit by unit: only what decides whether they can be copied. */
final class NalUnits {
    private static final int REFRESH = 5;
    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int PICTURE_PARAMETERS = 8;

    private final ParameterSets known;
    private boolean startsFresh;
    private boolean copyable = true;
    private boolean first = true;

    NalUnits(ParameterSets known) {
        this.known = known;
    }

    /** Packets in the order in which they are decoded. */
    void add(byte[] packet) {
        int at = 0;
        while (at + 4 < packet.length) {
            long size = (packet[at] & 255L) << 24
                    | (packet[at + 1] & 255) << 16
                    | (packet[at + 2] & 255) << 8
                    | packet[at + 3] & 255;
            if (size < 1 || at + 4 + size > packet.length) {
                copyable = false;
                return;
            }
            int from = at + 4;
            at = from + (int) size;
            int kind = packet[from] & 31;
            startsFresh |= first && kind == REFRESH;
            if (kind == SEQUENCE_PARAMETERS || kind == PICTURE_PARAMETERS) {
                copyable &= known.contains(Arrays.copyOfRange(packet, from, at));
            }
        }
        first = false;
    }

    /** Whether the clip starts with an instantaneous refresh and brings no parameters but those of its index. */
    boolean copyable() {
        return copyable && startsFresh;
    }
}
