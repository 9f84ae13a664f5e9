package dev.framespan.workflows.asset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file may be; everything else is refused. Written as its file name extension. */
public enum MediaType {
    /** A picture. */
    JPG("image/jpeg"),
    /** A picture. */
    PNG("image/png"),
    /** A picture. */
    WEBP("image/webp"),
    /** A video: what providers deliver, and what films are. */
    MP4("video/mp4"),
    /** A video. */
    MOV("video/quicktime"),
    /** Pictures that are not compressed: what is between two steps of cutting. */
    Y4M("video/x-yuv4mpeg"),
    /** A page, such as a film's joins. */
    HTML("text/html; charset=utf-8"),
    /** Sound. */
    MP3("audio/mpeg"),
    /** Sound that is not compressed, such as a stem. */
    WAV("audio/wav"),
    /** Sound, compressed without loss. */
    FLAC("audio/flac"),
    /** Sound. */
    OGG("audio/ogg"),
    /** Sound. */
    M4A("audio/mp4"),
    /** What programs read, such as a receipt. */
    JSON("application/json"),
    /** UTF-8 text, such as a long prompt. */
    TXT("text/plain; charset=utf-8");

    private final String mime;

    MediaType(String mime) {
        this.mime = mime;
    }

    /** {@return the value of a {@code Content-Type} header} */
    public String mime() {
        return mime;
    }

    /** {@return the extension without its dot, in lower case: {@code jpg}} */
    @JsonValue
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether it may be a still, or an author's own picture} */
    public boolean isPicture() {
        return this == JPG || this == PNG || this == WEBP;
    }

    /** {@return whether it may be a clip, or an author's own video} */
    public boolean isVideo() {
        return this == MP4 || this == MOV;
    }

    /** {@return whether it may be heard in a film} */
    public boolean isSound() {
        return this == MP3 || this == WAV || this == FLAC || this == OGG || this == M4A;
    }

    /**
     * The type of files with an extension.
     *
     * @param extension without its dot, in any case; {@code jpeg} means {@link #JPG}
     * @return empty where no such file is taken
     */
    public static Optional<MediaType> ofExtension(String extension) {
        String wanted = extension.equalsIgnoreCase("jpeg") ? "jpg" : extension;
        return Arrays.stream(values())
                .filter(type -> type.extension().equalsIgnoreCase(wanted))
                .findFirst();
    }

    @JsonCreator
    static MediaType parse(String extension) {
        return ofExtension(extension)
                .orElseThrow(() -> new IllegalArgumentException("not a media type of Framespan: " + extension));
    }
}
