package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.render.FilmAnswers;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import java.util.Optional;

/** A command that answers a film at work. */
abstract class AnswerCommand extends FilmCommand {
    AnswerCommand(Console console) {
        super(console);
    }

    /** The words of this command, as they are typed. */
    abstract String words(String film);

    /** What is done where the film is not at work: there is no workflow that could take the answer. */
    ExitCode notAtWork(String film, DirectoryStore store) {
        throw UserError.refused("the film " + film
                + " is not at work, so nothing waits for an answer; change its storyboard and" + " render it again");
    }

    abstract ExitCode answer(String film, DirectoryStore store, Answers answers);

    /** Gives answers to one film. */
    @FunctionalInterface
    interface Answers {
        <T> FilmAnswers.Reply<T> give(String update, Class<T> said, Object... arguments);
    }

    @Override
    final ExitCode run(String film, DirectoryStore store, FilmServerLookup servers) {
        Optional<TemporalConnection> connection = servers.of(film);
        if (connection.isEmpty()) {
            requireNoServer(film, store, words(film), "answers it there");
            known(store, servers);
            return notAtWork(film, store);
        }
        FilmAnswers answers = new FilmAnswers(new FilmWorkflows(connection.get().client(), store));
        return answer(film, store, new Answers() {
            @Override
            public <T> FilmAnswers.Reply<T> give(String update, Class<T> said, Object... arguments) {
                return answers.give(film, update, said, arguments);
            }
        });
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
