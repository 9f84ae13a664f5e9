package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.state.FilmState;
import dev.framespan.starter.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** A command about one film, which is named by its id or its storyboard. */
abstract class FilmCommand extends StoreCommand {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    @Parameters(paramLabel = "FILM", description = "A film's id, or its storyboard.")
    private String film;

    private String id;

    FilmCommand(Console console) {
        super(console);
    }

    @Override
    final void prepare(Settings settings) {
        if (isStoryboard()) {
            id = new StoryboardLoader(settings.catalogue())
                    .check(Path.of(film))
                    .film()
                    .orElseThrow(() -> UserError.refused(
                            film + ": it does not say which film it is; framespan check " + film + " says why"));
        } else if (ID.matcher(film).matches()) {
            id = film;
        } else {
            throw UserError.refused(film + ": neither a film's id nor a storyboard that is there");
        }
    }

    /** For a storyboard, the store beside it comes before the nearest one from here. */
    @Override
    final Path folder() {
        Path here = super.folder();
        if (!isStoryboard()) {
            return here;
        }
        Path beside = Path.of(film).toAbsolutePath().getParent();
        return StoreLocation.nearest(beside, Optional.empty()).isPresent() ? beside : here;
    }

    private boolean isStoryboard() {
        return film.endsWith(".yaml") || film.endsWith(".yml") || film.endsWith(".json") || Files.exists(Path.of(film));
    }

    @Override
    final ExitCode run(DirectoryStore store, FilmServerLookup servers) {
        return run(id, store, servers);
    }

    abstract ExitCode run(String film, DirectoryStore store, FilmServerLookup servers);

    /** @throws UserError when neither the store nor a server knows the film */
    final FilmState known(DirectoryStore store, FilmServerLookup servers) {
        FilmState state = FilmState.of(id, store, servers);
        if (state.isUnknown()) {
            throw UserError.refused(store.root() + ": this store knows no film " + id
                    + "; framespan list shows those it knows" + StoreLocation.others(super.folder(), store.root()));
        }
        return state;
    }
}
