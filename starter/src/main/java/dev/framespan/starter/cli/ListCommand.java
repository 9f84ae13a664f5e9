package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.state.FilmState;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code framespan list}. */
@Command(name = "list", sortOptions = false, description = "Show the films of a store, and how they stand.")
final class ListCommand extends StoreCommand {
    ListCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Store opened, FilmServerLookup servers) {
        List<String> films = films(opened);
        if (films.isEmpty()) {
            console.say("no films yet in " + opened.place());
            return ExitCode.DONE;
        }
        Table table = new Table("llrl");
        table.row("FILM", "MADE OF", "ESTIMATE", "STATE");
        for (String film : films) {
            FilmState state = FilmState.of(film, opened, servers);
            table.row(
                    film,
                    state.beginning().map(ListCommand::madeOf).orElse(""),
                    state.beginning()
                            .map(FilmFolder.Beginning::estimateUsd)
                            .map(MoneyText::words)
                            .orElse(""),
                    FilmStateLine.of(state));
        }
        table.lines().forEach(console::result);
        return ExitCode.DONE;
    }

    /** A number of shots, or the workflow of one's own. */
    private static String madeOf(FilmFolder.Beginning beginning) {
        if (beginning.isRun()) {
            return beginning.workflow();
        }
        return beginning.shots() + (beginning.shots() == 1 ? " shot" : " shots");
    }

    private static List<String> films(Store opened) {
        try {
            return new FilmFolder(opened).films();
        } catch (IOException e) {
            throw UserError.unreadable(opened.place(), e);
        }
    }
}
