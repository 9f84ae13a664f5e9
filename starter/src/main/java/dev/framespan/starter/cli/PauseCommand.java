package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import picocli.CommandLine.Command;

/** {@code framespan pause}. */
@Command(
        name = "pause",
        sortOptions = false,
        description = "Begin nothing more of a film at work; what has begun goes on. resume goes on with the rest.")
final class PauseCommand extends AnswerCommand {
    PauseCommand(Console console) {
        super(console);
    }

    @Override
    String words(String film) {
        return "pause " + film;
    }

    @Override
    ExitCode answer(String film, DirectoryStore store, Answers answers) {
        return taken(answers.give("pause", Void.class))
                .map(taken -> {
                    console.say("the film " + film + " begins nothing more; what has begun goes on");
                    return ExitCode.DONE;
                })
                .orElseGet(() -> notAtWork(film, store));
    }
}
