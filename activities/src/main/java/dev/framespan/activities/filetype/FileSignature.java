package dev.framespan.activities.filetype;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a file is by its first bytes, whatever its name or a header says. */
public final class FileSignature {
    /** So many bytes tell the type. */
    public static final int TELLING = 12;

    private static final int HEAD = 512;

    private FileSignature() {}

    /** The type of a picture or clip; empty for everything else. */
    public static Optional<MediaType> of(Path file) throws IOException {
        return of(head(file, TELLING));
    }

    /** @param head the file's first {@link #TELLING} bytes or more; fewer only where it has no more */
    public static Optional<MediaType> of(byte[] head) {
        return of(text(head));
    }

    /** The beginning of something that is no medium, for a message. */
    public static String quoted(byte[] head) {
        return "\"" + text(head).replaceAll("[^\\x20-\\x7e]", "·") + "…\"";
    }

    private static Optional<MediaType> of(String head) {
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(MediaType.JPG);
        }
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(MediaType.PNG);
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return Optional.of(MediaType.WEBP);
        }
        if (head.startsWith("ftyp", 4)) {
            return Optional.of(head.startsWith("qt  ", 8) ? MediaType.MOV : MediaType.MP4);
        }
        return Optional.empty();
    }

    /** @throws UnusableMediaException when the first bytes are not those of the type; MP4 and MOV are one family */
    public static void require(Path file, MediaType type) throws IOException {
        String head = head(file, HEAD);
        Optional<MediaType> found = of(head);
        if (found.isPresent() && (found.get() == type || found.get().isVideo() && type.isVideo())) {
            return;
        }
        throw new UnusableMediaException(
                "is " + found.map(other -> "a " + name(other)).orElseGet(() -> words(head)) + ", not the " + name(type)
                        + " it should be");
    }

    private static String name(MediaType type) {
        return type.name() + (type.isVideo() ? " clip" : " picture");
    }

    private static String words(String head) {
        String text = head.stripLeading();
        if (text.isEmpty()) {
            return head.isEmpty() ? "an empty file" : "blank text";
        }
        if (text.startsWith("#EXTM3U")) {
            return "a playlist (HLS)";
        }
        if (text.startsWith("ffconcat")) {
            return "a list of other files";
        }
        if (text.startsWith("<") && text.contains("<MPD")) {
            return "a playlist (DASH)";
        }
        if (text.startsWith("<") && text.contains("<svg")) {
            return "a drawing (SVG)";
        }
        if (text.startsWith("<")) {
            return "a web page or XML";
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return "a JSON text";
        }
        return "something else";
    }

    private static String head(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return text(in.readNBytes(bytes));
        }
    }

    private static String text(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
