package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** How large a clip is; the number is the shorter side of the picture in pixels. */
public enum Resolution {
    P720("720p", 720),
    P1080("1080p", 1080),
    K4("4K", 2160);

    private final String word;
    private final int shortSide;

    Resolution(String word, int shortSide) {
        this.word = word;
        this.shortSide = shortSide;
    }

    /** As the provider spells it: {@code 720p}, {@code 1080p}, {@code 4K}. */
    @JsonValue
    public String word() {
        return word;
    }

    /** In pixels. */
    public int shortSide() {
        return shortSide;
    }

    public static Optional<Resolution> of(String word) {
        return Arrays.stream(values())
                .filter(resolution -> resolution.word.equalsIgnoreCase(word))
                .findFirst();
    }

    @JsonCreator
    static Resolution parse(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException("no resolution is called " + word));
    }
}
