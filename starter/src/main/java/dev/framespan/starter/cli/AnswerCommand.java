package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.render.FilmAnswers;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.studio.StudioControls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A command that answers a film at work. */
abstract class AnswerCommand extends FilmCommand {
    AnswerCommand(Console console) {
        super(console);
    }

    /** The words of this command, as they are typed. */
    abstract String words(String film);

    /** What is done where the film is not at work: there is no workflow that could take the answer. */
    ExitCode notAtWork(String film, Store store) {
        throw UserError.refused("the film " + film + " waits for no answer: it is not at work, or made by "
                + (run(film, store).isPresent()
                        ? "run itself; change its input or its workflow and run it again"
                        : "render itself; change its storyboard and render it again"));
    }

    /** How it was begun, where a workflow of one's own makes it; empty where a storyboard says what is made. */
    static Optional<FilmFolder.Beginning> run(String film, Store store) {
        try {
            return new FilmFolder(store).beginning(film).filter(FilmFolder.Beginning::isRun);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** The film's storyboard: as it is named here, or was for its last render. */
    final Path storyboard(String film, Store store) {
        Optional<Path> named = named().file();
        if (named.isPresent()) {
            return named.get();
        }
        try {
            Path rendered = new FilmFolder(store)
                    .beginning(film)
                    .map(FilmFolder.Beginning::storyboard)
                    .map(Path::of)
                    .orElseThrow(() -> UserError.refused(
                            "the film " + film + " was never begun in " + store.place() + "; name its storyboard"));
            if (!Files.isReadable(rendered)) {
                throw UserError.refused(rendered + ": the storyboard of the film " + film
                        + " is not there any more; name it in place of the film's id");
            }
            return rendered;
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    abstract ExitCode answer(String film, Store store, Answers answers);

    /** Gives answers to one film. */
    record Answers(FilmAnswers answers, String film) {
        <T> FilmAnswers.Reply<T> give(String update, Class<T> said, Object... arguments) {
            return answers.give(film, update, said, arguments);
        }

        Optional<StudioControls.Asked> asked(String id) {
            return answers.asked(film, id);
        }
    }

    @Override
    final ExitCode run(String film, Store store, FilmServerLookup servers) {
        Optional<TemporalConnection> connection = servers.of(film);
        if (connection.isEmpty()) {
            requireNoServer(film, store, words(film), "answers it there");
            known(store, servers);
            return notAtWork(film, store);
        }
        FilmAnswers answers = new FilmAnswers(new FilmWorkflows(connection.get().client(), store));
        return answer(film, store, new Answers(answers, film));
    }

    /**
     * What the film says to an answer.
     *
     * @return empty where it is not at work
     * @throws UserError where it refuses the answer, or says nothing
     */
    static <T> Optional<FilmAnswers.Reply.Taken<T>> taken(FilmAnswers.Reply<T> reply) {
        if (reply instanceof FilmAnswers.Reply.Refused<T> refused) {
            throw UserError.refused(refused.words() + "; nothing was changed");
        }
        if (reply instanceof FilmAnswers.Reply.Unanswered<T> unanswered) {
            throw UserError.failed("whether the film goes by that is not known: " + unanswered.reason()
                    + "; when that is over, run the same command again");
        }
        return reply instanceof FilmAnswers.Reply.Taken<T> taken ? Optional.of(taken) : Optional.empty();
    }
}
