package dev.framespan.workflows.catalogue;

import java.util.List;

/** Several words in one sentence: {@code 720p, 1080p or 4K}. */
public final class ListFormat {
    private ListFormat() {}

    public static String or(List<String> words) {
        return joined(words, " or ");
    }

    public static String and(List<String> words) {
        return joined(words, " and ");
    }

    private static String joined(List<String> words, String last) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + last + words.get(words.size() - 1);
    }
}
