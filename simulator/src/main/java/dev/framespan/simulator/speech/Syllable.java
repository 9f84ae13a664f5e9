package dev.framespan.simulator.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a word, or a pause.
 *
 * @param vowel 0 to 4, or {@link #PAUSE}
 * @param samples how long it lasts
 */
record Syllable(int vowel, int samples) {
    static final int PAUSE = -1;

    // People read about 15 characters a second aloud.
    private static final int SAMPLES_OF_CHARACTER = Mp3Writer.RATE / 15;
    private static final int SAMPLES_OF_STOP = Mp3Writer.RATE / 4;
    private static final String STOPS = ".,;:!?…";
    private static final String VOWELS = "aeiouyäöü";
    private static final int DIFFERENT = 5;

    /** A text in syllables: each ends with its vowels, as far as its spelling goes; characters last equally long. */
    static List<Syllable> of(String text) {
        List<Syllable> syllables = new ArrayList<>();
        int characters = 0;
        int vowel = PAUSE;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = Character.toLowerCase(text.codePointAt(i));
            if (!Character.isLetterOrDigit(c)) {
                add(syllables, vowel, characters);
                boolean stops = STOPS.indexOf(c) >= 0;
                syllables.add(new Syllable(PAUSE, stops ? SAMPLES_OF_STOP : SAMPLES_OF_CHARACTER));
                characters = 0;
                vowel = PAUSE;
                continue;
            }
            boolean isVowel = VOWELS.indexOf(c) >= 0;
            if (!isVowel && vowel != PAUSE) {
                add(syllables, vowel, characters);
                characters = 0;
                vowel = PAUSE;
            }
            characters++;
            vowel = isVowel ? c % DIFFERENT : vowel;
        }
        add(syllables, vowel, characters);
        return syllables;
    }

    private static void add(List<Syllable> syllables, int vowel, int characters) {
        if (characters > 0) {
            syllables.add(new Syllable(vowel == PAUSE ? 0 : vowel, characters * SAMPLES_OF_CHARACTER));
        }
    }
}
