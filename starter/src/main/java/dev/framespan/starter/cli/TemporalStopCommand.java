package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.OpenFilms;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.starter.temporal.local.LocalServer;
import dev.framespan.starter.temporal.local.LocalSettings;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framespan temporal stop}. */
@Command(
        name = "stop",
        sortOptions = false,
        description = "End the local Temporal server. Its films wait in its database for the next start.")
final class TemporalStopCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--yes", description = "Also where films are at work on it, or it does not say which.")
    private boolean yes;

    @Mixin
    private CommonOptions common;

    TemporalStopCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LocalSettings settings = LocalSettings.of(System.getenv());
        LocalServer server = new LocalServer(settings);
        return CommandApplication.run(common.debug(), any -> stop(settings, server));
    }

    private int stop(LocalSettings settings, LocalServer server) {
        if (server.running().isPresent() && !yes) {
            requireIdle(settings);
        }
        console.say(
                server.stop()
                        ? "the local Temporal server has ended; what it knows is in its database"
                        : "no Temporal server of your own runs on this machine; nothing to stop");
        return ExitCode.DONE.number();
    }

    private static void requireIdle(LocalSettings settings) {
        List<String> films;
        try (TemporalConnection connection = TemporalConnection.to(new TemporalServer.Local(settings))) {
            films = OpenFilms.on(connection);
        } catch (UserError | StatusRuntimeException e) {
            throw UserError.failed(
                    "the local Temporal server does not say which films are at work on it: framespan temporal stop --yes"
                            + " ends it all the same; they go on after its next start",
                    e);
        }
        if (!films.isEmpty()) {
            throw UserError.refused("at work on the local Temporal server: " + String.join(", ", films)
                    + "; framespan temporal stop --yes ends it all the same, and they go on after its next start");
        }
    }
}
