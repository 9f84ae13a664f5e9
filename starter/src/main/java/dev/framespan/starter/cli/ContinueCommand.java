package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import picocli.CommandLine.Command;

/** {@code framespan continue}. */
@Command(
        name = "continue",
        sortOptions = false,
        description = "Ask for everything once more that waits for you, as after an account was filled up.")
final class ContinueCommand extends AnswerCommand {
    ContinueCommand(Console console) {
        super(console);
    }

    @Override
    String words(String film) {
        return "continue " + film;
    }

    @Override
    ExitCode answer(String film, DirectoryStore store, Answers answers) {
        return taken(answers.give("continue", String[].class))
                .map(taken -> {
                    console.say("asked for once more: " + String.join(", ", taken.said()));
                    return ExitCode.DONE;
                })
                .orElseGet(() -> notAtWork(film, store));
    }
}
