package dev.framespan.activities.provider;

import java.util.List;
import java.util.Locale;

/**
 * How a refusal of words or pictures is told from a failure: by its code. No code is documented for it, so a code that speaks of
 * policy, moderation or sensitive content is one, and so are Kling's own 1300 and 1301.
 */
public final class ContentPolicy {
    private static final List<String> WORDS = List.of("policy", "moderation", "sensitive");
    private static final List<String> CODES = List.of("1300", "1301");

    private ContentPolicy() {}

    /** @param code the provider's; null where it gave none */
    public static boolean isRefusal(String code) {
        if (code == null) {
            return false;
        }
        String lower = code.toLowerCase(Locale.ROOT);
        return CODES.contains(lower) || WORDS.stream().anyMatch(lower::contains);
    }
}
