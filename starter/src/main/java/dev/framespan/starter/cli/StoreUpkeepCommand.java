package dev.framespan.starter.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framespan store}. */
@Command(
        name = "store",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StoreVerifyCommand.class,
            StoreGcCommand.class,
            StoreCopyCommand.class,
            CommandLine.HelpCommand.class
        },
        description =
                "Look after a store: verify everything in it, take away what nothing uses any more, or copy it elsewhere.")
final class StoreUpkeepCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "a command is needed, such as: framespan store verify");
    }
}
