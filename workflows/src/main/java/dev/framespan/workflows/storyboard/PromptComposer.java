package dev.framespan.workflows.storyboard;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of the words of a storyboard those that a model gets: looks in the place of names, the style at the end. */
public final class PromptComposer {
    /** Only this is a placeholder; other braces are words like any. */
    public static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9][A-Za-z0-9_-]{0,63})}");

    private static final String ENDS_A_SENTENCE = ".!?…:;,。！？";

    private final Map<String, String> looks;
    private final String style;
    private final Map<String, Integer> lengths = new HashMap<>();
    private final int styleLength;

    /**
     * @param looks by the character's name
     * @param style null for none
     */
    public PromptComposer(Map<String, String> looks, String style) {
        this.looks = Map.copyOf(looks);
        this.style = style;
        looks.forEach((name, look) -> lengths.put(name, points(look)));
        this.styleLength = style == null ? 0 : points(style) + growth(style);
    }

    public static PromptComposer of(Storyboard storyboard) {
        Map<String, String> looks = new HashMap<>();
        storyboard.characters().forEach((name, character) -> looks.put(name, character.look()));
        return new PromptComposer(looks, storyboard.style());
    }

    public String compose(String prompt) {
        String whole = style == null ? prompt : prompt + (endsSentence(prompt) ? " " : ", ") + style;
        return PLACEHOLDER.matcher(whole).replaceAll(placeholder -> {
            String look = looks.get(placeholder.group(1));
            return Matcher.quoteReplacement(look == null ? placeholder.group() : look);
        });
    }

    /** How many code points composing makes of a prompt; told without composing, which hostile names could make very long. */
    public int length(String prompt) {
        int length = points(prompt) + growth(prompt);
        if (style != null) {
            length += (endsSentence(prompt) ? " " : ", ").length() + styleLength;
        }
        return length;
    }

    private int growth(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int growth = 0;
        while (placeholder.find()) {
            Integer look = lengths.get(placeholder.group(1));
            growth += look == null ? 0 : look - placeholder.group().length();
        }
        return growth;
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean endsSentence(String prompt) {
        return !prompt.isEmpty() && ENDS_A_SENTENCE.indexOf(prompt.charAt(prompt.length() - 1)) >= 0;
    }
}
