package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model does with a reference video, in the provider's words. Source: the provider's Kling page, {@code refer_type}. */
public enum VideoUse {
    /** The video itself is edited: what is not asked for stays as it is. */
    BASE,
    /** Motion, camera or style are taken from the video. */
    FEATURE;

    /** {@return its word, as the provider and storyboards spell it: {@code base}} */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The use of a word.
     *
     * @param word as the provider spells it, in lower case
     * @return empty where no use is called so
     */
    public static Optional<VideoUse> of(String word) {
        return Arrays.stream(values()).filter(use -> use.word().equals(word)).findFirst();
    }

    @JsonCreator
    static VideoUse parse(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException("no use of a video is called " + word));
    }
}
