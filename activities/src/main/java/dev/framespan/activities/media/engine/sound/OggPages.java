package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether all pages of an Ogg file are there and whole. FFmpeg's reader passes over a damaged or missing page in silence, and cannot
 * tell a file that was cut between two pages from one that ends there.
 */
final class OggPages {
    private static final int HEADER = 27;
    private static final int LAST = 4;
    private static final int CHECKSUM_AT = 22;
    private static final int[] CHECKSUMS = checksums();

    private OggPages() {}

    static void requireWhole(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int serial = 0;
            for (int number = 0; ; number++) {
                ByteBuffer page = page(in, number);
                if (number == 0) {
                    serial = page.getInt(14);
                } else if (page.getInt(14) != serial) {
                    throw new UnusableMediaException("holds more than one stream; one of sound is taken");
                }
                if (page.getInt(18) != number) {
                    throw new UnusableMediaException("has a hole: page " + number + " is missing");
                }
                if ((page.get(5) & LAST) != 0) {
                    return;
                }
            }
        }
    }

    private static ByteBuffer page(InputStream in, int number) throws IOException {
        byte[] page = new byte[HEADER + 255 + 255 * 255];
        int read = in.readNBytes(page, 0, HEADER);
        if (read < HEADER) {
            throw cutShort(number);
        }
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != 0x5367674f) {
            throw new UnusableMediaException("is damaged at page " + number);
        }
        int segments = page[HEADER - 1] & 255;
        if (in.readNBytes(page, HEADER, segments) < segments) {
            throw cutShort(number);
        }
        int content = 0;
        for (int i = 0; i < segments; i++) {
            content += page[HEADER + i] & 255;
        }
        if (in.readNBytes(page, HEADER + segments, content) < content) {
            throw cutShort(number);
        }
        int claimed = header.getInt(CHECKSUM_AT);
        header.putInt(CHECKSUM_AT, 0);
        if (checksum(page, HEADER + segments + content) != claimed) {
            throw new UnusableMediaException("is damaged at page " + number);
        }
        return header;
    }

    private static UnusableMediaException cutShort(int number) {
        return new UnusableMediaException("is cut short: it ends before or within page " + number
                + ", and no page before it says that it is the last");
    }

    private static int checksum(byte[] bytes, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum = sum << 8 ^ CHECKSUMS[sum >>> 24 ^ bytes[i] & 255];
        }
        return sum;
    }

    /** Of Ogg's own kind of CRC-32: not reflected, neither begun nor ended with ones. */
    private static int[] checksums() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
            }
            table[i] = sum;
        }
        return table;
    }
}
