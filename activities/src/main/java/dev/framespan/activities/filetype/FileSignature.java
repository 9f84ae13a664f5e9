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

    /** The type of a picture, clip or sound file; empty for everything else. */
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
            return Optional.of(isoBrand(head.substring(8, Math.min(head.length(), 12))));
        }
        return soundOf(head);
    }

    private static MediaType isoBrand(String brand) {
        return switch (brand) {
            case "qt  " -> MediaType.MOV;
            case "M4A ", "M4B " -> MediaType.M4A;
            default -> MediaType.MP4;
        };
    }

    private static Optional<MediaType> soundOf(String head) {
        // RF64 is a WAV of more than 4 GB.
        if ((head.startsWith("RIFF") || head.startsWith("RF64")) && head.startsWith("WAVE", 8)) {
            return Optional.of(MediaType.WAV);
        }
        if (head.startsWith("fLaC")) {
            return Optional.of(MediaType.FLAC);
        }
        if (head.startsWith("OggS")) {
            return Optional.of(MediaType.OGG);
        }
        if (head.startsWith("ID3") || isMp3Frame(head)) {
            return Optional.of(MediaType.MP3);
        }
        return Optional.empty();
    }

    /** Whether it begins as a frame of MPEG audio, layer III, does: eleven bits set, and no field with a value that none has. */
    private static boolean isMp3Frame(String head) {
        if (head.length() < 4 || head.charAt(0) != 0xff) {
            return false;
        }
        int second = head.charAt(1);
        int third = head.charAt(2);
        boolean layerThree = (second & 0xe6) == 0xe2;
        boolean version = (second & 0x18) != 0x08;
        return layerThree && version && (third & 0xf0) != 0xf0 && (third & 0x0c) != 0x0c;
    }

    /** @throws UnusableMediaException when the first bytes are not those of the type; MP4, MOV and M4A are one family */
    public static void require(Path file, MediaType type) throws IOException {
        String head = head(file, HEAD);
        Optional<MediaType> found = of(head);
        if (found.isPresent() && (found.get() == type || isIso(found.get()) && isIso(type))) {
            return;
        }
        throw new UnusableMediaException(
                "is " + found.map(other -> "a " + name(other)).orElseGet(() -> words(head)) + ", not the " + name(type)
                        + " it should be");
    }

    private static boolean isIso(MediaType type) {
        return type.isVideo() || type == MediaType.M4A;
    }

    private static String name(MediaType type) {
        return type.name() + (type.isVideo() ? " clip" : type.isSound() ? " sound" : " picture");
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
