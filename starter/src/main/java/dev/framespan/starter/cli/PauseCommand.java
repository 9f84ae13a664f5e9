package dev.framespan.starter.cli;

import picocli.CommandLine.Command;

/** {@code framespan pause}. */
@Command(
        name = "pause",
        sortOptions = false,
        description = "Begin nothing more of a film at work; what has begun goes on. resume goes on with the rest.")
final class PauseCommand extends FilmAnswerCommand<Void> {
    PauseCommand(Console console) {
        super(console, "pause", Void.class);
    }

    @Override
    String words(String film, Void none) {
        return "the film " + film + " begins nothing more; what has begun goes on";
    }
}
