package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.stores.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How films are made, be it by a storyboard or by a workflow of one's own. */
final class MakingOptions {
    @Option(names = "--yes", description = "Buy without asking.")
    private boolean yes;

    @Option(
            names = "--rebuy",
            paramLabel = "ID",
            description =
                    "Buy this still, clip or speech once more, although it was or may have been bought. Repeatable.")
    private List<String> rebuy = List.of();

    @Option(
            names = "--detach",
            description = "Start the film on a Temporal server and leave; the same command, later, delivers it.")
    private boolean detach;

    @Option(
            names = "--priority",
            paramLabel = "N",
            defaultValue = "0",
            description = "Films of a higher priority get the account's permits first; equal ones share them"
                    + " (${DEFAULT-VALUE}). Of a film that is at work already it changes nothing.")
    private int priority;

    @Mixin
    private CommonOptions.Proof proof;

    @Mixin
    private CommonOptions.Speed speed;

    @Option(names = "--quiet", description = "Say nothing but the result and what went wrong.")
    private boolean quiet;

    @Option(names = "--json", description = "One JSON object a line, for every change and the result.")
    private boolean json;

    /** The server that is named. @throws UserError when it ends with this command, and that is to leave */
    TemporalServer server(CommonOptions.Temporal temporal) {
        TemporalServer server = TemporalServer.of(temporal.named(), System.getenv());
        if (detach && server instanceof TemporalServer.Embedded) {
            throw UserError.refused("--detach needs a Temporal server that outlives this command: name one with"
                    + " --temporal local or --temporal HOST:PORT, and start framespan worker on it");
        }
        return server;
    }

    /**
     * With what else a command is told.
     *
     * @param file the storyboard; of a run, its input, null where it has none
     * @param out the folder for what is delivered; null for the usual one
     * @param store as named by an option or the environment
     * @param server as {@link #server} has it
     * @param run what is said of a workflow of one's own; null where a storyboard is rendered
     */
    RenderOptions with(
            Path file, Path out, Optional<StoreAddress> store, TemporalServer server, boolean debug, RunOptions run) {
        return new RenderOptions(
                file,
                Optional.ofNullable(out),
                store,
                server,
                yes,
                List.copyOf(rebuy),
                detach,
                proof.decodesAll(),
                priority,
                speed.speed(),
                quiet,
                json,
                debug,
                run);
    }
}
