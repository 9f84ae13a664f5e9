package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import picocli.CommandLine.Command;

/** {@code framespan resume}. */
@Command(name = "resume", sortOptions = false, description = "Go on with a film after pause.")
final class ResumeFilmCommand extends AnswerCommand {
    ResumeFilmCommand(Console console) {
        super(console);
    }

    @Override
    String words(String film) {
        return "resume " + film;
    }

    @Override
    ExitCode answer(String film, DirectoryStore store, Answers answers) {
        return taken(answers.give("resume", Void.class))
                .map(taken -> {
                    console.say("the film " + film + " goes on");
                    return ExitCode.DONE;
                })
                .orElseGet(() -> notAtWork(film, store));
    }
}
