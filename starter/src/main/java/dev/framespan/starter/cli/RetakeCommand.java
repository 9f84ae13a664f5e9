package dev.framespan.starter.cli;

import picocli.CommandLine.Command;

/** {@code framespan retake}. */
@Command(
        name = "retake",
        sortOptions = false,
        description =
                "Have another take made of a shot, within the budget. Of one that is made, the take of before is kept, and what was made from it stays as it is.")
final class RetakeCommand extends ShotAnswerCommand {
    RetakeCommand(Console console) {
        super(console, "retake");
    }
}
