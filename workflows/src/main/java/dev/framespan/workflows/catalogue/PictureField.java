package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The field of a request that carries the picture on which a clip starts. Source: the provider's Kling page. */
public enum PictureField {
    FIRST_FRAME_IMAGE,
    /** A list, with one picture in it. */
    IMAGE_URLS;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PictureField> of(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst();
    }

    @JsonCreator
    static PictureField parse(String word) {
        return of(word).orElseThrow(
                        () -> new IllegalArgumentException("no field of a request for a picture is called " + word));
    }
}
