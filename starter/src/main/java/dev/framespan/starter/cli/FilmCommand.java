package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.state.FilmState;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A command about one film, which is named by its id or its storyboard. */
abstract class FilmCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "FILM", description = "A film's id, or its storyboard.")
    private String film;

    private NamedFilm named;
    private StoryboardLoader loader;

    FilmCommand(Console console) {
        super(console);
    }

    @Override
    final void prepare(Settings settings) {
        loader = new StoryboardLoader(settings.catalogue());
        named = NamedFilm.of(film, loader);
    }

    final CheckResult check(Path file) {
        return loader.check(file);
    }

    final StoryboardLoader loader() {
        return loader;
    }

    final NamedFilm named() {
        return named;
    }

    @Override
    final Path folder() {
        return named.folder(super.folder());
    }

    @Override
    final ExitCode run(Store store, FilmServerLookup servers) {
        return run(named.id(), store, servers);
    }

    abstract ExitCode run(String film, Store store, FilmServerLookup servers);

    /**
     * A film that was begun on a server may be at work there, whatever is known here.
     *
     * @param command which does there what was asked for here
     * @param does what it does
     */
    static void requireNoServer(String film, Store store, String command, String does) {
        try {
            Optional<FilmFolder.Server> server = new FilmFolder(store).openOn(film);
            if (server.isPresent()) {
                throw UserError.refused("the film " + film + " was begun on "
                        + TemporalServer.words(server.get().address())
                        + " and may be at work there; nothing was changed: framespan "
                        + command + " --temporal " + server.get().address() + " " + does);
            }
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** @throws UserError when neither the store nor a server knows the film */
    final FilmState known(Store store, FilmServerLookup servers) {
        FilmState state = FilmState.of(named.id(), store, servers);
        if (state.isUnknown()) {
            throw named.unknown(store.place(), super.folder());
        }
        return state;
    }
}
