package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.OpenFilms;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.starter.temporal.local.LocalServer;
import dev.framespan.starter.temporal.local.LocalSettings;
import dev.framespan.starter.temporal.local.RunningServer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code framespan temporal status}. */
@Command(
        name = "status",
        sortOptions = false,
        description =
                "Say where the local Temporal server is, and which films are at work on it; exit code 1 where none runs.")
final class TemporalStatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    TemporalStatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LocalSettings settings = LocalSettings.of(System.getenv());
        RunningServer server = new LocalServer(settings)
                .running()
                .orElseThrow(
                        () -> UserError.failed("no Temporal server of your own runs on this machine: framespan temporal"
                                + " start starts one, and so does any command with --temporal local"));
        return CommandApplication.run(common.debug(), any -> show(server, films(settings)));
    }

    private static List<String> films(LocalSettings settings) {
        try (TemporalConnection connection = TemporalConnection.to(new TemporalServer.Local(settings))) {
            return OpenFilms.on(connection);
        }
    }

    private int show(RunningServer server, List<String> films) {
        Table facts = new Table("ll");
        facts.row("address", server.address());
        facts.row("pid", Long.toString(server.pid()));
        server.since().ifPresent(since -> facts.row("since", Timestamps.words(since)));
        facts.row("database", server.database().toString());
        facts.row("log", server.log().toString());
        facts.row("films", films.isEmpty() ? "none at work" : String.join(", ", films));
        facts.lines().forEach(console::result);
        return ExitCode.DONE.number();
    }
}
