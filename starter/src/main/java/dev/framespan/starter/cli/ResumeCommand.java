package dev.framespan.starter.cli;

import picocli.CommandLine.Command;

/** {@code framespan resume}. */
@Command(name = "resume", sortOptions = false, description = "Go on with a film after pause.")
final class ResumeCommand extends FilmAnswerCommand<Void> {
    ResumeCommand(Console console) {
        super(console, "resume", Void.class);
    }

    @Override
    String words(String film, Void none) {
        return "the film " + film + " goes on";
    }
}
