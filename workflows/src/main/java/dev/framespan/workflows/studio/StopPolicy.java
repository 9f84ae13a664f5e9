package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of something that stopped, before a person is asked: {@code ask}, {@code rebuy}, {@code skip}, {@code 2 rebuys}, or {@code 2
 * rebuys, then skip}.
 *
 * @param rebuys how often it is bought once more by itself, within the budget; 0 to 9
 * @param skips whether it is left out then; else it waits for an answer
 */
public record StopPolicy(int rebuys, boolean skips) {
    /** It waits for an answer at once. */
    public static final StopPolicy ASK = new StopPolicy(0, false);

    /** What {@link #parse} takes, for an error's text. */
    public static final String FORM = "ask, skip, rebuy, or such as 2 rebuys, then skip";

    private static final Pattern REBUYS =
            Pattern.compile("(?:rebuy|(?<number>[1-9]) rebuys?)(?:, then (?<then>ask|skip))?");

    /** @throws IllegalArgumentException for another number of rebuys */
    public StopPolicy {
        if (rebuys < 0 || rebuys > 9) {
            throw new IllegalArgumentException("0 to 9 rebuys, not " + rebuys);
        }
    }

    /**
     * Reads it as it is written.
     *
     * @param text such as {@code 2 rebuys, then skip}
     * @return the policy
     * @throws IllegalArgumentException for any other text than {@link #FORM}
     */
    @JsonCreator
    public static StopPolicy parse(String text) {
        String words = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        if (words.equals("ask") || words.equals("skip")) {
            return new StopPolicy(0, words.equals("skip"));
        }
        Matcher parts = REBUYS.matcher(words);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not " + text + ", but " + FORM);
        }
        int rebuys = parts.group("number") == null ? 1 : Integer.parseInt(parts.group("number"));
        return new StopPolicy(rebuys, "skip".equals(parts.group("then")));
    }

    /** {@return the policy as it is parsed} */
    @JsonValue
    @Override
    public String toString() {
        if (rebuys == 0) {
            return skips ? "skip" : "ask";
        }
        return (rebuys == 1 ? "1 rebuy" : rebuys + " rebuys") + ", then " + (skips ? "skip" : "ask");
    }

    /** {@return whether nothing is done before an answer} */
    @JsonIgnore
    public boolean asks() {
        return rebuys == 0 && !skips;
    }
}
