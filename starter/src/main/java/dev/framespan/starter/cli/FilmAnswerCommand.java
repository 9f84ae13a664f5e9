package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;

/**
 * A command that answers a film at work as a whole.
 *
 * @param <T> what the film says to it
 */
abstract class FilmAnswerCommand<T> extends AnswerCommand {
    private final String update;
    private final Class<T> said;

    /** @param update the name of the Update, and of the command */
    FilmAnswerCommand(Console console, String update, Class<T> said) {
        super(console);
        this.update = update;
        this.said = said;
    }

    /** What is told to the operator when the film has taken the answer. */
    abstract String words(String film, T said);

    @Override
    final String words(String film) {
        return update + " " + film;
    }

    @Override
    final ExitCode answer(String film, Store store, Answers answers) {
        return taken(answers.give(update, said))
                .map(taken -> {
                    console.say(words(film, taken.said()));
                    return ExitCode.DONE;
                })
                .orElseGet(() -> notAtWork(film, store));
    }
}
