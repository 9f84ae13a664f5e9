package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.protocol.Chapter;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilmChaptersTest {
    private static final MediaFacts FACTS = new MediaFacts(1280, 720, 24, "24/1", false, "h264", "");

    @Test
    void scenesAreChapters() {
        assertThat(chapters(cut("one", "Evening"), cut("two", null), cut("three", "Night")))
                .containsExactly(new Chapter(0, "Evening"), new Chapter(48, "Night"));
    }

    @Test
    void shotsAreChaptersWhereNoSceneIsNamed() {
        assertThat(chapters(cut("one", null), cut("two", null)))
                .containsExactly(new Chapter(0, "one"), new Chapter(24, "two"));
    }

    @Test
    void aFilmOfOneShotHasNone() {
        assertThat(chapters(cut("one", null))).isEmpty();
        assertThat(chapters(cut("one", "Evening"))).containsExactly(new Chapter(0, "Evening"));
    }

    private static List<Chapter> chapters(Cut... cuts) {
        Timeline timeline = new Timeline(new Format(1280, 720, "24/1"), List.of(cuts));
        List<FilmLayout.Join> joins = Stream.of(cuts)
                .map(cut -> new FilmLayout.Join(Transition.CUT, false))
                .toList();
        return FilmChapters.of(timeline, FilmLayout.of(timeline, joins));
    }

    private static Cut cut(String id, String chapter) {
        return new Cut(id, new Asset(Sha256.of(id), 1, MediaType.MP4), FACTS, null, null, null, chapter);
    }
}
