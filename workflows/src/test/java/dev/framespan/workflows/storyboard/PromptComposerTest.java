package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptComposerTest {
    private static final Map<String, String> LOOKS = Map.of("keeper", "an old man $1 🌊", "sea", "");

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "he rows | - | he rows",
                "he rows | soft light | he rows, soft light",
                "he rows. | soft light | he rows. soft light",
                "{keeper} rows | - | an old man $1 🌊 rows",
                "{keeper} and {keeper} | with {keeper} | an old man $1 🌊 and an old man $1 🌊, with an old man $1 🌊",
                "{nobody} {sea}x { keeper } {} | - | {nobody} x { keeper } {}",
            })
    void looksStandInThePlaceOfNamesAndTheStyleAtTheEnd(String prompt, String style, String composed) {
        PromptComposer composer = new PromptComposer(LOOKS, style);
        assertThat(composer.compose(prompt)).isEqualTo(composed);
        assertThat(composer.length(prompt)).isEqualTo(composed.codePointCount(0, composed.length()));
    }
}
