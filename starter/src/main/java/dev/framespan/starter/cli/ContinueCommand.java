package dev.framespan.starter.cli;

import picocli.CommandLine.Command;

/** {@code framespan continue}. */
@Command(
        name = "continue",
        sortOptions = false,
        description = "Ask for everything once more that waits for you, as after an account was filled up.")
final class ContinueCommand extends FilmAnswerCommand<String[]> {
    ContinueCommand(Console console) {
        super(console, "continue", String[].class);
    }

    @Override
    String words(String film, String[] asked) {
        return "asked for once more: " + String.join(", ", asked);
    }
}
