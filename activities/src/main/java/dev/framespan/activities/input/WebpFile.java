package dev.framespan.activities.input;

import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The container of a WEBP: the JDK has no decoder for it, so its chunks are followed to the end, every length is held against the
 * file, and the picture's head is read. Source: RFC 9649.
 */
final class WebpFile {
    private static final int CHUNK_HEAD = 8;
    private static final int RIFF_HEAD = 12;
    private static final int VP8_MARK = 0x2A019D;
    private static final int VP8L_MARK = 0x2F;

    private WebpFile() {}

    static InputInspector.Finding inspect(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return inspect(in);
        } catch (EOFException e) {
            return cutOff();
        }
    }

    private static InputInspector.Finding inspect(RandomAccessFile in) throws IOException {
        in.seek(4);
        long end = CHUNK_HEAD + unsigned(in, 4);
        if (end > in.length()) {
            return cutOff();
        }
        int[] canvas = null;
        int[] picture = null;
        long at = RIFF_HEAD;
        while (at + CHUNK_HEAD <= end) {
            in.seek(at);
            String name = name(in);
            long length = unsigned(in, 4);
            if (at + CHUNK_HEAD + length > end) {
                return cutOff();
            }
            switch (name) {
                case "VP8X" -> canvas = extended(in);
                case "ANIM" -> {
                    return LocalInputs.damaged(MediaType.WEBP, "it moves: save one still of it");
                }
                case "VP8 " -> picture = lossy(in, length);
                case "VP8L" -> picture = lossless(in, length);
                default -> {} // colour profile, transparency, camera's notes
            }
            at += CHUNK_HEAD + length + (length & 1);
        }
        if (picture == null || canvas != null && (canvas[0] != picture[0] || canvas[1] != picture[1])) {
            return LocalInputs.damaged(MediaType.WEBP, "no picture is in it");
        }
        if ((long) picture[0] * picture[1] > LocalInputs.LARGEST) {
            return new InputInspector.Unusable(LocalInputs.tooLarge(picture[0], picture[1]));
        }
        return new InputInspector.Picture(MediaType.WEBP, picture[0], picture[1]);
    }

    private static int[] extended(RandomAccessFile in) throws IOException {
        in.skipBytes(4);
        return new int[] {(int) unsigned(in, 3) + 1, (int) unsigned(in, 3) + 1};
    }

    /** Null where the head is none of a still. */
    private static int[] lossy(RandomAccessFile in, long length) throws IOException {
        long tag = unsigned(in, 3);
        boolean still = (tag & 1) == 0 && unsigned(in, 3) == VP8_MARK;
        long firstPart = tag >> 5;
        int width = (int) unsigned(in, 2) & 0x3FFF;
        int height = (int) unsigned(in, 2) & 0x3FFF;
        return still && width > 0 && height > 0 && firstPart + 10 <= length ? new int[] {width, height} : null;
    }

    /** Null where the head is none of a still. */
    private static int[] lossless(RandomAccessFile in, long length) throws IOException {
        if (length < 6 || in.read() != VP8L_MARK) {
            return null;
        }
        long head = unsigned(in, 4);
        boolean known = head >> 29 == 0;
        return known ? new int[] {(int) (head & 0x3FFF) + 1, (int) (head >> 14 & 0x3FFF) + 1} : null;
    }

    private static String name(RandomAccessFile in) throws IOException {
        byte[] name = new byte[4];
        in.readFully(name);
        return new String(name, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static long unsigned(RandomAccessFile in, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) in.readUnsignedByte() << 8 * i;
        }
        return value;
    }

    private static InputInspector.Finding cutOff() {
        return LocalInputs.damaged(MediaType.WEBP, "it is cut off or damaged");
    }
}
