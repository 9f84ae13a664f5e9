package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Whether a WAV is as long as its header says, which FFmpeg's reader does not mind. A length of 0xffffffff is no claim: programs that
 * stream a WAV cannot know it.
 */
final class WavHeader {
    private static final long UNKNOWN = 0xffff_ffffL;
    private static final int MOST_CHUNKS = 1_000;

    private WavHeader() {}

    static void requireWhole(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long large = UNKNOWN;
            long at = 12;
            for (int i = 0; i < MOST_CHUNKS; i++) {
                in.seek(at);
                String name = name(in);
                long size = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
                if (name.equals("ds64") && size >= 16) {
                    in.skipBytes(8);
                    large = Long.reverseBytes(in.readLong());
                } else if (name.equals("data")) {
                    demand(size == UNKNOWN ? large : size, in.length() - at - 8);
                    return;
                }
                at += 8 + size + size % 2;
            }
            throw new UnusableMediaException(
                    "is no complete WAV: it has no data among its first " + MOST_CHUNKS + " parts");
        } catch (EOFException e) {
            throw new UnusableMediaException("is cut short: it ends before its sound begins");
        }
    }

    private static void demand(long claimed, long held) {
        if (claimed != UNKNOWN && (claimed < 0 || claimed > held)) {
            throw new UnusableMediaException("is cut short: it holds " + held + " bytes of sound of the "
                    + Long.toUnsignedString(claimed) + " that its header says");
        }
    }

    private static String name(RandomAccessFile in) throws IOException {
        byte[] name = new byte[4];
        in.readFully(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
