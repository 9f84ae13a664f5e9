package dev.framespan.activities.generation;

import dev.framespan.workflows.asset.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a download is, by its first bytes: a header or a file name may say anything. */
final class Content {
    /** So many bytes tell. */
    static final int TELLING = 16;

    private Content() {}

    static Optional<MediaType> of(byte[] head) {
        if (starts(head, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(MediaType.JPG);
        }
        if (starts(head, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of(MediaType.PNG);
        }
        if (starts(head, 0, 'R', 'I', 'F', 'F') && starts(head, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(MediaType.WEBP);
        }
        if (starts(head, 4, 'f', 't', 'y', 'p')) {
            return Optional.of(starts(head, 8, 'q', 't') ? MediaType.MOV : MediaType.MP4);
        }
        return Optional.empty();
    }

    /** The beginning of something that is no medium, for people. */
    static String quoted(byte[] head) {
        return "\"" + new String(head, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", "·") + "…\"";
    }

    private static boolean starts(byte[] head, int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at + i >= head.length || (head[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
