package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The shape of a film. */
public enum AspectRatio {
    WIDE("16:9", 16, 9),
    TALL("9:16", 9, 16),
    SQUARE("1:1", 1, 1);

    private final String word;
    private final int horizontal;
    private final int vertical;

    AspectRatio(String word, int horizontal, int vertical) {
        this.word = word;
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** Of a frame of this shape, in pixels: 1280 for 720p at 16:9. */
    public int width(Resolution resolution) {
        return resolution.shortSide() * horizontal / Math.min(horizontal, vertical);
    }

    /** Of a frame of this shape, in pixels: 720 for 720p at 16:9. */
    public int height(Resolution resolution) {
        return resolution.shortSide() * vertical / Math.min(horizontal, vertical);
    }

    public static Optional<AspectRatio> of(String word) {
        return Arrays.stream(values()).filter(ratio -> ratio.word.equals(word)).findFirst();
    }

    @JsonCreator
    static AspectRatio parse(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException("no aspect ratio is called " + word));
    }
}
