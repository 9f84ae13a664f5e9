package dev.framespan.workflows.storyboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of the words of a storyboard those that a model gets: in the place of a name the picture that goes along, as the model calls
 * it, or else the character's look; the style at the end.
 */
public final class PromptComposer {
    /** Only this is a placeholder; other braces are words like any. */
    public static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9][A-Za-z0-9_-]{0,63})}");

    private static final String ENDS_A_SENTENCE = ".!?…:;,。！？";

    private final Map<String, String> looks;
    private final String style;

    /**
     * @param looks by the character's name
     * @param style null for none
     */
    public PromptComposer(Map<String, String> looks, String style) {
        this.looks = Map.copyOf(looks);
        this.style = style;
    }

    public static PromptComposer of(Storyboard storyboard) {
        Map<String, String> looks = new HashMap<>();
        storyboard.characters().forEach((name, character) -> looks.put(name, character.look()));
        return new PromptComposer(looks, storyboard.style());
    }

    /** @param pictures the names of those that go along, in order, where the model knows them by number; else empty */
    public String compose(String prompt, List<String> pictures) {
        String whole = style == null ? prompt : prompt + separator(prompt) + style;
        return PLACEHOLDER.matcher(whole).replaceAll(placeholder -> {
            String words = words(placeholder.group(1), pictures);
            return Matcher.quoteReplacement(words == null ? placeholder.group() : words);
        });
    }

    /** What stands in the place of a name; null where it is none. */
    private String words(String name, List<String> pictures) {
        int number = pictures.indexOf(name) + 1;
        return number > 0 ? "<<<image_" + number + ">>>" : looks.get(name);
    }

    /** How many code points composing makes of a prompt; told without composing, which hostile names could make very long. */
    public int length(String prompt, List<String> pictures) {
        int length = points(prompt) + growth(prompt, pictures);
        return style == null ? length : length + separator(prompt).length() + points(style) + growth(style, pictures);
    }

    private int growth(String text, List<String> pictures) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int growth = 0;
        while (placeholder.find()) {
            String words = words(placeholder.group(1), pictures);
            growth += words == null ? 0 : points(words) - placeholder.group().length();
        }
        return growth;
    }

    private static String separator(String prompt) {
        return endsSentence(prompt) ? " " : ", ";
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean endsSentence(String prompt) {
        return !prompt.isEmpty() && ENDS_A_SENTENCE.indexOf(prompt.charAt(prompt.length() - 1)) >= 0;
    }
}
