package dev.framespan.starter.cli;

import picocli.CommandLine.Command;

/** {@code framespan skip}. */
@Command(
        name = "skip",
        sortOptions = false,
        description = "Leave a shot that waits for you out of the film. What is made from it waits for you then.")
final class SkipCommand extends ShotAnswerCommand {
    SkipCommand(Console console) {
        super(console, "skip");
    }
}
