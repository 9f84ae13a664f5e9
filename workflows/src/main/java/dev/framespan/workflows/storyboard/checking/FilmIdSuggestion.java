package dev.framespan.workflows.storyboard.checking;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** An id for a film whose file has a name that is none: the same word in plain letters, as far as it has any. */
final class FilmIdSuggestion {
    private static final int LONGEST = 64;
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern NO_ID = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final Pattern EDGES = Pattern.compile("^[-_]+|[-_]+$");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    // Letters that Unicode does not take apart.
    private static final Map<String, String> SPELT = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("ẞ", "SS"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "Ae"),
            Map.entry("œ", "oe"),
            Map.entry("Œ", "Oe"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("đ", "d"),
            Map.entry("Đ", "D"),
            Map.entry("ð", "d"),
            Map.entry("Ð", "D"),
            Map.entry("þ", "th"),
            Map.entry("Þ", "Th"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("ı", "i"),
            Map.entry("’", ""),
            Map.entry("'", ""));

    private FilmIdSuggestion() {}

    /** {@code uni} for {@code ünï 🦊}; {@code film} where nothing of it is a letter that ids have. */
    static String of(String stem) {
        String plain =
                ACCENT.matcher(Normalizer.normalize(stem, Normalizer.Form.NFKD)).replaceAll("");
        for (Map.Entry<String, String> letter : SPELT.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        String id = trimmed(NO_ID.matcher(plain).replaceAll("-"));
        if (!LETTER.matcher(id).find()) {
            id = trimmed("film-" + id);
        }
        return trimmed(id.substring(0, Math.min(id.length(), LONGEST)));
    }

    private static String trimmed(String id) {
        return EDGES.matcher(id).replaceAll("");
    }
}
