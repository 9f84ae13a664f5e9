package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.temporal.local.LocalServer;
import dev.framespan.starter.temporal.local.LocalSettings;
import dev.framespan.starter.temporal.local.RunningServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code framespan temporal start}. */
@Command(
        name = "start",
        sortOptions = false,
        description = "Start the local Temporal server, unless it runs, and say at which address it listens.")
final class TemporalStartCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    TemporalStartCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunningServer server = new LocalServer(LocalSettings.of(System.getenv())).start(console::say);
        console.result(server.address());
        return ExitCode.DONE.number();
    }
}
