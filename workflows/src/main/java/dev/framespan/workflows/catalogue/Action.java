package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model is asked to do, in the provider's words. */
public enum Action {
    /** From words alone: a clip, or a still. */
    GENERATE,
    /** A clip that starts with one picture. */
    IMAGE2VIDEO,
    /** A clip from one picture to another. */
    FIRST_LAST_FRAME,
    /** A clip that takes people, things and places from pictures. */
    REFERENCE,
    /** A clip that takes motion or content from another clip. */
    REFERENCE_VIDEO,
    /** A text, spoken. The provider has a call of its own for it and no word. */
    SPEECH;

    /** {@return its word, as the provider and storyboards spell it: {@code first_last_frame}} */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return those that a clip's model may know} */
    public static List<Action> ofClips() {
        return Arrays.stream(values()).filter(action -> action != SPEECH).toList();
    }

    /**
     * The action of a word.
     *
     * @param word as the provider spells it, in lower case
     * @return empty where no action is called so
     */
    public static Optional<Action> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }

    @JsonCreator
    static Action parse(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException("no action is called " + word));
    }
}
