package dev.framespan.starter.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framespan temporal}. */
@Command(
        name = "temporal",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Your own Temporal server on this machine, which --temporal local speaks to and starts where it does not run: the"
                    + " official program's, with its database in a file, so that films go on where they were when it ends."
                    + " One serves all your stores.",
            "It is there as long as the machine runs, whatever becomes of the command that started it."
        },
        subcommands = {TemporalStartCommand.class, TemporalStatusCommand.class, TemporalStopCommand.class},
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  FRAMESPAN_TEMPORAL_PROGRAM  the path of the program temporal, where it is not on the PATH",
            "  FRAMESPAN_TEMPORAL_PORT     its port (the one it had before, at first a free one from 7250 on)",
            "  XDG_STATE_HOME              its files are in framespan/temporal below that (~/.local/state)"
        })
final class TemporalCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with it: start, status or stop");
    }
}
