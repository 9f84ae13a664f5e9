package dev.framespan.storyboard;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Help with the words of faults. */
final class Words {
    private Words() {}

    /** In double quotes, with what cannot be seen or would break a line made visible. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                quoted.append("\\n");
            } else if (isUnprintable(point)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }

    /** A control character or half of a surrogate pair. */
    static boolean isUnprintable(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    /** " (did you mean …?)" with the candidate that is misspelt most easily as the word; empty where none is near. */
    static String didYouMean(String word, Collection<String> candidates) {
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
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance <= most && distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** How many letters must be added, dropped, changed or swapped with their neighbour to make one word of the other. */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int changed = steps[i - 1][j - 1] + (same ? 0 : 1);
                steps[i][j] = Math.min(changed, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[one.length()][other.length()];
    }
}
