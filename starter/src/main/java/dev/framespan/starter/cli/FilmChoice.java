package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.film.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** Which film a command means: its id, or its storyboard. */
final class FilmChoice {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    @Parameters(paramLabel = "FILM", description = "A film's id, or its storyboard.")
    private String film;

    /** @throws UserError when it is neither */
    String id(Settings settings) {
        if (!isStoryboard()) {
            if (!ID.matcher(film).matches()) {
                throw UserError.refused(film + ": neither a film's id nor a storyboard that is there");
            }
            return film;
        }
        return new StoryboardLoader(settings.framespan())
                .check(Path.of(film))
                .film()
                .orElseThrow(() -> UserError.refused(
                        film + ": it does not say which film it is; framespan check " + film + " says why"));
    }

    /** The store: for a storyboard, the one beside it comes before the nearest one from here. */
    DirectoryStore store(Optional<Path> named) {
        Path from = Path.of("").toAbsolutePath();
        if (named.isEmpty() && isStoryboard()) {
            Path beside = Path.of(film).toAbsolutePath().getParent();
            if (StoreLocation.nearest(beside, named).isPresent()) {
                from = beside;
            }
        }
        return StoreLocation.existing(from, named);
    }

    private boolean isStoryboard() {
        return film.endsWith(".yaml") || film.endsWith(".yml") || film.endsWith(".json") || Files.exists(Path.of(film));
    }
}
