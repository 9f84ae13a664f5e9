package dev.framespan.activities.assembly;

import dev.framespan.activities.media.protocol.Chapter;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Timeline;
import java.util.List;
import java.util.stream.IntStream;

/** A film's chapters: those that its timeline names, else one for each shot; a film of one shot has none. */
final class FilmChapters {
    private FilmChapters() {}

    static List<Chapter> of(Timeline timeline, FilmLayout layout) {
        List<Cut> cuts = timeline.cuts();
        boolean named = cuts.stream().anyMatch(cut -> cut.chapter() != null);
        if (!named && cuts.size() == 1) {
            return List.of();
        }
        return IntStream.range(0, cuts.size())
                .filter(cut -> !named || cuts.get(cut).chapter() != null)
                .mapToObj(cut -> new Chapter(
                        layout.places().get(cut).start(),
                        named ? cuts.get(cut).chapter() : cuts.get(cut).id()))
                .toList();
    }
}
