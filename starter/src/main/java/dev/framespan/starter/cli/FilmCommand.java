package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.state.FilmState;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** A command about one film, which is named by its id or its storyboard. */
abstract class FilmCommand extends StoreCommand {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    @Parameters(index = "0", paramLabel = "FILM", description = "A film's id, or its storyboard.")
    private String film;

    private String id;
    private StoryboardLoader loader;
    private CheckResult storyboard;

    FilmCommand(Console console) {
        super(console);
    }

    @Override
    final void prepare(Settings settings) {
        loader = new StoryboardLoader(settings.catalogue());
        if (isStoryboard()) {
            storyboard = check(Path.of(film));
            id = storyboard
                    .film()
                    .orElseThrow(() -> UserError.refused(
                            film + ": it does not say which film it is; framespan check " + film + " says why"));
        } else if (ID.matcher(film).matches()) {
            id = film;
        } else {
            throw UserError.refused(film + ": neither a film's id nor a storyboard that is there");
        }
    }

    final CheckResult check(Path file) {
        return loader.check(file);
    }

    /** The storyboard that names the film; empty where its id does. */
    final Optional<CheckResult> storyboard() {
        return Optional.ofNullable(storyboard);
    }

    /** The storyboard's file; empty where the film's id is named. */
    final Optional<Path> file() {
        return isStoryboard() ? Optional.of(Path.of(film)) : Optional.empty();
    }

    /** The film's id. */
    final String film() {
        return id;
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

    /**
     * A film that was begun on a server may be at work there, whatever is known here.
     *
     * @param command which does there what was asked for here
     * @param does what it does
     */
    static void requireNoServer(String film, DirectoryStore store, String command, String does) {
        try {
            Optional<FilmFolder.Server> server = new FilmFolder(store).openOn(film);
            if (server.isPresent()) {
                throw UserError.refused("the film " + film + " was begun on the Temporal server at "
                        + server.get().address() + " and may be at work there; nothing was changed: framespan "
                        + command + " --temporal " + server.get().address() + " " + does);
            }
        } catch (IOException e) {
            throw UserError.unreadable(store.root(), e);
        }
    }

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
