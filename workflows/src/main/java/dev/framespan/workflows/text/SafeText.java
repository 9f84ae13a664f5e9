package dev.framespan.workflows.text;

import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Foreign words, fit to be shown: a provider's messages, titles, file names, arguments. A terminal obeys some characters in place of
 * showing them, and others turn the order of what stands beside them; no such character leaves Framespan. Whatever is shown comes
 * through here.
 */
public final class SafeText {
    private static final String VISIBLE = "\uFFFD";
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int NOTHING = -1;
    private static final int LAST_ASCII = 0x7F;

    private SafeText() {}

    /** One line, in which � stands for each character that is no picture; the text itself where there is none. */
    public static String line(String text) {
        return replaced(text, point -> VISIBLE);
    }

    /** One line, in which such characters are spelt {@code \}{@code u001B}: for what stands in quotes. */
    public static String escaped(String text) {
        return replaced(text, SafeText::escape);
    }

    /**
     * JSON that means the same: such characters are spelt within its texts.
     *
     * @param json as a writer of JSON leaves it: its own line breaks stand between texts, never in them
     */
    public static String json(String json) {
        return replaced(json, point -> point < ' ' ? Character.toString(point) : escape(point));
    }

    /** White space and controls of every kind become one space; then as {@link #line}. For words of many lines. */
    public static String gathered(String text) {
        return line(text.replaceAll("[\\p{Cc}\\p{Z}]+", " ").strip());
    }

    /** @param longest in UTF-16 units; what is longer is cut before, never within, a character, and gets an ellipsis */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    private static String replaced(String text, IntFunction<String> replacement) {
        StringBuilder shown = null;
        int before = NOTHING;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            boolean shows = isJoiner(point)
                    ? joins(before) && next < text.length() && joins(text.codePointAt(next))
                    : isPicture(point);
            if (!shows && shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (shown != null) {
                shown.append(shows ? text.substring(i, next) : replacement.apply(point));
            }
            before = point;
            i = next;
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean isPicture(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
                // An emoji that is newer than this Java is no danger; what will never be a character is.
            case Character.UNASSIGNED -> !isIgnorable(point) && (point & 0xFFFE) != 0xFFFE && !isNoCharacter(point);
            default -> true;
        };
    }

    /** Reserved by Unicode for what is not seen. */
    private static boolean isIgnorable(int point) {
        return point == 0x2065 || point >= 0xFFF0 && point <= 0xFFF8 || point >= 0xE0000 && point <= 0xE0FFF;
    }

    private static boolean isNoCharacter(int point) {
        return point >= 0xFDD0 && point <= 0xFDEF;
    }

    private static boolean isJoiner(int point) {
        return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
    }

    /** Whether a joiner beside it has something to do: in Persian and Hindi words, and in emoji that are made of several. */
    private static boolean joins(int point) {
        if (point <= LAST_ASCII) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.OTHER_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.MATH_SYMBOL,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.UNASSIGNED -> true;
            default -> Character.isLetter(point);
        };
    }

    private static String escape(int point) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : Character.toChars(point)) {
            escaped.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
        }
        return escaped.toString();
    }
}
