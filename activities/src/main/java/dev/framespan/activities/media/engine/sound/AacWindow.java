package dev.framespan.activities.media.engine.sound;

/**
 * The window under which a packet of AAC was encoded. A decoder overlaps the second half of each packet with the first half of the next,
 * and its errors cancel out only if both were encoded under halves that fit.
 *
 * @param sequence long, start, short or stop
 * @param shape sine or Kaiser-Bessel
 */
record AacWindow(int sequence, int shape) {
    private static final int CHANNEL_PAIR = 1;

    /** Of a packet of stereo whose channels have it in common; null where they have not. */
    static AacWindow of(byte[] packet) {
        // Three bits of kind, four of name, one whether the window is common, one reserved, two of sequence, one of
        // shape.
        if (packet.length < 2 || bits(packet, 0, 3) != CHANNEL_PAIR || bits(packet, 7, 1) == 0) {
            return null;
        }
        return new AacWindow(bits(packet, 9, 2), bits(packet, 11, 1));
    }

    private static int bits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 1 | bytes[i / 8] >> 7 - i % 8 & 1;
        }
        return value;
    }
}
