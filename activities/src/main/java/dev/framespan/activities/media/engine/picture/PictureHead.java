package dev.framespan.activities.media.engine.picture;

import dev.framespan.workflows.asset.MediaType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How large a picture says that it is, read before a decoder sees any of it. Sources: PNG 1.2, ITU-T T.81, RFC 9649. */
final class PictureHead {
    /** In pixels. */
    record Size(long width, long height) {}

    private PictureHead() {}

    /** @return empty where its head does not say it, which is the decoder's to refuse */
    static Optional<Size> size(byte[] content, MediaType type) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            return switch (type) {
                case PNG -> Optional.of(
                        new Size(Integer.toUnsignedLong(bytes.getInt(16)), Integer.toUnsignedLong(bytes.getInt(20))));
                case JPG -> jpeg(bytes);
                case WEBP -> webp(bytes.order(ByteOrder.LITTLE_ENDIAN));
                case MP4, MOV, Y4M, HTML, MP3, WAV, FLAC, OGG, M4A, JSON, TXT -> Optional.empty();
            };
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The first frame's, behind any number of other segments. */
    private static Optional<Size> jpeg(ByteBuffer bytes) {
        int at = 2;
        while (bytes.get(at) == (byte) 0xff) {
            int marker = bytes.get(at + 1) & 0xff;
            boolean filled = marker == 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return Optional.of(new Size(bytes.getShort(at + 7) & 0xffff, bytes.getShort(at + 5) & 0xffff));
            }
            at += filled ? 1 : 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        return Optional.empty();
    }

    /** The canvas's, or that of the one picture. */
    private static Optional<Size> webp(ByteBuffer bytes) {
        byte[] name = new byte[4];
        bytes.get(12, name);
        return switch (new String(name, StandardCharsets.ISO_8859_1)) {
            case "VP8X" -> Optional.of(new Size((bytes.getInt(24) & 0xffffff) + 1, (bytes.getInt(26) >>> 8) + 1));
            case "VP8L" -> Optional.of(
                    new Size((bytes.getInt(21) & 0x3fff) + 1, (bytes.getInt(21) >>> 14 & 0x3fff) + 1));
            case "VP8 " -> Optional.of(new Size(bytes.getShort(26) & 0x3fff, bytes.getShort(28) & 0x3fff));
            default -> Optional.empty();
        };
    }
}
