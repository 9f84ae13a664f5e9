package dev.framespan.starter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framespan adopt}. */
@Command(
        name = "adopt",
        sortOptions = false,
        description =
                "Say which of the provider's tasks a submission in doubt has become: it is checked, awaited and kept, and nothing is paid"
                        + " for a second time.")
final class AdoptCommand extends ShotAnswerCommand {
    @Parameters(
            index = "2",
            paramLabel = "TASK",
            description = "The task's id, from the account's pages at the provider.")
    private String task;

    AdoptCommand(Console console) {
        super(console, "adopt");
    }

    @Override
    String words(String film) {
        return super.words(film) + " " + task;
    }

    @Override
    Object[] arguments() {
        return new Object[] {shot(), task};
    }
}
