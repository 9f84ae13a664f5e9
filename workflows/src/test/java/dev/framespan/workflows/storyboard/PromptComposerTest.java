package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
        assertThat(composer.compose(prompt, List.of())).isEqualTo(composed);
        assertThat(composer.length(prompt, List.of())).isEqualTo(composed.codePointCount(0, composed.length()));
    }

    @Test
    void aPictureThatGoesAlongStandsInThePlaceOfItsName() {
        PromptComposer composer = new PromptComposer(LOOKS, "with {keeper}");
        List<String> pictures = List.of("boat", "keeper");
        String composed = "<<<image_2>>> rows <<<image_1>>> at {sea}, with <<<image_2>>>";
        assertThat(composer.compose("{keeper} rows {boat} at {sea}", pictures))
                .isEqualTo(composed.replace("{sea}", LOOKS.getOrDefault("sea", "{sea}")));
        assertThat(composer.length("{keeper} rows {boat}", pictures))
                .isEqualTo("<<<image_2>>> rows <<<image_1>>>, with <<<image_2>>>".length());
    }
}
