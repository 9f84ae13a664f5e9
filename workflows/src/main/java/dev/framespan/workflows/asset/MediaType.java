package dev.framespan.workflows.asset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file may be; everything else is refused. Written as its file name extension. */
public enum MediaType {
    JPG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp"),
    MP4("video/mp4"),
    MOV("video/quicktime"),
    Y4M("video/x-yuv4mpeg"),
    HTML("text/html; charset=utf-8"),
    MP3("audio/mpeg"),
    WAV("audio/wav"),
    FLAC("audio/flac"),
    OGG("audio/ogg"),
    M4A("audio/mp4"),
    JSON("application/json"),
    TXT("text/plain; charset=utf-8");

    private final String mime;

    MediaType(String mime) {
        this.mime = mime;
    }

    /** The value of a {@code Content-Type} header. */
    public String mime() {
        return mime;
    }

    /** The extension without its dot, in lower case: {@code jpg}. */
    @JsonValue
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isPicture() {
        return this == JPG || this == PNG || this == WEBP;
    }

    public boolean isVideo() {
        return this == MP4 || this == MOV;
    }

    public boolean isSound() {
        return this == MP3 || this == WAV || this == FLAC || this == OGG || this == M4A;
    }

    /** @param extension without its dot, in any case; {@code jpeg} means {@link #JPG} */
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
