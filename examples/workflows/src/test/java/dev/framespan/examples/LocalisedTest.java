package dev.framespan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.examples.Localised.Advertisement;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.studio.Film;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalisedTest {
    private static final Advertisement COFFEE = new Advertisement(
            List.of("a cup of coffee", "rain"),
            "nova",
            Map.of("deu", "Es regnet.", "eng", "It rains.", "fra", "Il pleut.", "ita", "Piove.", "spa", "Llueve."));

    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(LocalisedImpl.class);

    @Test
    void fiveFilmsShareTheirClips() {
        Map<String, Film> films = studio.run(Localised.class, advertisement -> advertisement.make(COFFEE));

        assertThat(films).containsOnlyKeys("deu", "eng", "fra", "ita", "spa");
        assertThat(studio.bought())
                .filteredOn(take -> take.request().kind() == TakeKind.CLIP)
                .hasSize(2);
        assertThat(studio.bought())
                .filteredOn(take -> take.request().kind() == TakeKind.SPEECH)
                .hasSize(5);
        assertThat(studio.films()).containsOnlyKeys("deu", "eng", "fra", "ita", "spa");
        assertThat(studio.joined())
                .extracting(Timeline::tags)
                .extracting(tags -> tags.language())
                .containsExactlyInAnyOrder("deu", "eng", "fra", "ita", "spa");
    }
}
