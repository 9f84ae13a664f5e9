package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.text.SafeText;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Help with the words of faults. */
public final class FaultWording {
    private FaultWording() {}

    /** In double quotes, with what cannot be seen or would break a line made visible. */
    public static String quoted(String text) {
        return '"' + SafeText.escaped(text).replace("\\u000A", "\\n") + '"';
    }

    /** {@code U+0007}: a character that cannot be shown, by its number. */
    static String codePoint(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }

    /** A control character or half of a surrogate pair: no model takes it. */
    static boolean isUnprintable(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    /** " (did you mean …?)" with the candidate that is misspelt most easily as the word; empty where none is near. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
    }

    static Optional<String> nearest(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int most = Math.max(1, Math.max(word.length(), candidate.length()) / 3);
            if (Math.abs(word.length() - candidate.length()) > most) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), Math.min(most, least - 1));
            if (distance <= most && distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * How many letters must be added, dropped, changed or swapped with their neighbour to make one word of the other.
     *
     * @param most where counting may stop: then the answer is larger
     */
    private static int distance(String one, String other, int most) {
        int[] twoBack = new int[other.length() + 1];
        int[] back = new int[other.length() + 1];
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] spare = twoBack;
            twoBack = back;
            back = row;
            row = spare;
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(back[j - 1] + (same ? 0 : 1), 1 + Math.min(back[j], row[j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], twoBack[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return least;
            }
        }
        return row[other.length()];
    }
}
