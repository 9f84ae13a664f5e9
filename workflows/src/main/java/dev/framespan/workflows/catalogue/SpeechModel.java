package dev.framespan.workflows.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A model that speaks a text.
 *
 * @param name as the provider spells it
 * @param voices that it has, as the provider spells them; the first one speaks where none is named
 * @param characters longest text, in Unicode code points
 * @param usdPerCall US dollars for one text of any length; null where nothing is said
 * @param usdPerCharacter US dollars for each Unicode code point of the text, beside that; null where nothing is said
 * @param provider name of the provider that speaks; null for {@link Defaults#PROVIDER}
 */
public record SpeechModel(
        String name,
        List<String> voices,
        int characters,
        BigDecimal usdPerCall,
        BigDecimal usdPerCharacter,
        String provider)
        implements Model {
    public SpeechModel {
        Preconditions.words(name, "speech[].name");
        voices = Preconditions.some(voices, name + ".voices");
        Preconditions.positive(characters, name + ".characters");
        needNoDebt(usdPerCall, name + ".usd_per_call");
        needNoDebt(usdPerCharacter, name + ".usd_per_character");
    }

    private static void needNoDebt(BigDecimal usd, String field) {
        if (usd != null && usd.signum() < 0) {
            throw new IllegalArgumentException(field + " is zero or more, not " + usd);
        }
    }

    /** What a text costs; empty where neither price is known, which is how the provider's pages leave it. */
    public Optional<Price> price(String text) {
        if (usdPerCall == null && usdPerCharacter == null) {
            return Optional.empty();
        }
        BigDecimal call = usdPerCall == null ? BigDecimal.ZERO : usdPerCall;
        BigDecimal character = usdPerCharacter == null ? BigDecimal.ZERO : usdPerCharacter;
        BigDecimal length = BigDecimal.valueOf(text.codePointCount(0, text.length()));
        return Optional.of(new Price(call.add(character.multiply(length)), true));
    }

    /** Why a text is not spoken; empty where it is. */
    public Optional<String> whyNot(String text) {
        if (text.isBlank()) {
            return Optional.of("there is nothing to speak: write a text");
        }
        int length = text.codePointCount(0, text.length());
        return length <= characters
                ? Optional.empty()
                : Optional.of(name + " speaks at most " + characters + " characters at once, and this text has "
                        + length + ": divide it");
    }

    /** Why a voice does not speak; empty where it does. */
    public Optional<String> whyNotVoice(String voice) {
        return voices.contains(voice)
                ? Optional.empty()
                : Optional.of("no voice of " + name + " is called " + voice + "; there are " + ListFormat.and(voices));
    }

    /** What is wrong with a limit on what is spent, and how to mend it: what costs nobody knows how much cannot be held to it. */
    public String whyNoLimit() {
        return name
                + " has no listed price, so that no limit can be kept with it: give it one in FRAMESPAN_CATALOGUE, as"
                + " {\"speech\": [{\"name\": \"" + name
                + "\", \"usd_per_character\": 0.000015}]}, or take the limit away";
    }
}
