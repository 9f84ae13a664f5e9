package dev.framespan.activities.kling;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An MP3 that has to end where one of its frames does. An answer whose end is the connection's looks whole wherever it breaks off, and an MP3
 * says nowhere how long it is; but hardly one breaks off exactly between two frames.
 */
final class WholeFramesInputStream extends FilterInputStream {
    private static final int[] KBITS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBITS_OF_LOW_RATES = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int FRAME_HEADER = 4;
    private static final int TAG_HEADER = 10;

    private final byte[] header = new byte[TAG_HEADER];
    private int held;
    private long left;
    private boolean lost;

    WholeFramesInputStream(InputStream mp3) {
        super(mp3);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int got = super.read(bytes, from, most);
        // Fewer bytes than any head has belong to nothing: a line's end, some zeros.
        if (got < 0 && !lost && (left > 0 || held >= FRAME_HEADER)) {
            throw new EOFException("the answer ends within a frame of its sound");
        }
        for (int at = from; at < from + got && !lost; ) {
            int skipped = (int) Math.min(left, from + got - at);
            left -= skipped;
            at += skipped;
            if (at < from + got) {
                header[held++] = bytes[at++];
                begin();
            }
        }
        return got;
    }

    /** Looks whether what is held is the head of a tag or frame. What is neither, such as a tag at the end, is not followed any more. */
    private void begin() {
        boolean tag = header[0] == 'I';
        if (held < (tag ? TAG_HEADER : FRAME_HEADER)) {
            return;
        }
        long length = tag ? tagLength() : frameLength();
        lost = length < held;
        left = length - held;
        held = 0;
    }

    /** In bytes, its head with it; four times seven bits say it. */
    private long tagLength() {
        if (header[1] != 'D' || header[2] != '3') {
            return 0;
        }
        long length = 0;
        for (int i = 6; i < TAG_HEADER; i++) {
            length = length << 7 | header[i] & 0x7f;
        }
        return TAG_HEADER + length;
    }

    /** In bytes, its head with it; 0 where it is no frame of layer III, or does not say its length. */
    private int frameLength() {
        boolean sync = (header[0] & 0xff) == 0xff && (header[1] & 0xe6) == 0xe2;
        int version = header[1] >> 3 & 3;
        int kbits = header[2] >> 4 & 15;
        int rate = header[2] >> 2 & 3;
        if (!sync || version == 1 || kbits == 0 || kbits == 15 || rate == 3) {
            return 0;
        }
        boolean low = version != 3;
        int hertz = RATES[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int bits = (low ? KBITS_OF_LOW_RATES : KBITS)[kbits] * 1_000;
        int padding = header[2] >> 1 & 1;
        return (low ? 72 : 144) * bits / hertz + padding;
    }
}
