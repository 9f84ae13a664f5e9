package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import java.nio.charset.StandardCharsets;

/**
 * The composed words of a request. Long ones are stored, so that a workflow carries their reference: exactly one of the two is set.
 *
 * @param text the words themselves
 * @param stored UTF-8 text in the store
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prompt(String text, Asset stored) {
    /** Words of more UTF-8 bytes than this had better be stored: a generation's payloads stay below 4 KB. */
    public static final int LONGEST_INLINE = 600;

    /** @throws IllegalArgumentException when neither or both are given */
    public Prompt {
        if ((text == null) == (stored == null)) {
            throw new IllegalArgumentException("a prompt has words or a reference to them");
        }
    }

    /**
     * Whether words had better be stored.
     *
     * @param words of any length
     * @return true where they are of more UTF-8 bytes than {@link #LONGEST_INLINE}
     */
    public static boolean isLong(String words) {
        return words.getBytes(StandardCharsets.UTF_8).length > LONGEST_INLINE;
    }

    /**
     * Words that go with the request.
     *
     * @param words of at most {@link #LONGEST_INLINE} UTF-8 bytes
     * @return the prompt
     */
    public static Prompt of(String words) {
        return new Prompt(words, null);
    }

    /**
     * Words that are in the store.
     *
     * @param words UTF-8 text
     * @return the prompt
     */
    public static Prompt stored(Asset words) {
        return new Prompt(null, words);
    }
}
