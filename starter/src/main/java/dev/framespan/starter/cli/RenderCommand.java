package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.TemporalServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan render}. */
@Command(
        name = "render",
        sortOptions = false,
        description = {
            "Make the film of a storyboard. What was bought before is not bought again: the same command goes on where it"
                    + " was, whatever ended it.",
            "Without KLING_API_KEY nothing is bought and the built-in simulator plays the provider."
                    + " FRAMESPAN_PROVIDERS lists several providers, where models of a film have different ones."
        })
final class RenderCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "STORYBOARD", description = "A YAML or JSON file.")
    private Path storyboard;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where film.mp4, film.json, contact-sheet.jpg, joins.html and joins.json are laid (out/<film's id>).")
    private Path out;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions.Temporal temporal;

    @Option(names = "--yes", description = "Buy without asking.")
    private boolean yes;

    @Option(
            names = "--rebuy",
            paramLabel = "ID",
            description = "Buy this shot or keyframe once more, although it was or may have been bought. Repeatable.")
    private List<String> rebuy = List.of();

    @Option(
            names = "--detach",
            description = "Start the film on a Temporal server and leave; a later render delivers it.")
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

    @Mixin
    private CommonOptions common;

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TemporalServer server = TemporalServer.of(temporal.named(), System.getenv());
        if (detach && server instanceof TemporalServer.Embedded) {
            throw UserError.refused("--detach needs a Temporal server that outlives this command: name one with"
                    + " --temporal local or --temporal HOST:PORT, and start framespan worker on it");
        }
        return CommandApplication.run(
                common.debug(), settings -> new Render(console, options(server, settings), settings).run());
    }

    private RenderOptions options(TemporalServer server, Settings settings) {
        return new RenderOptions(
                storyboard,
                Optional.ofNullable(out),
                store.named(settings.framespan().store()),
                server,
                yes,
                List.copyOf(rebuy),
                detach,
                proof.decodesAll(),
                priority,
                speed.speed(),
                quiet,
                json,
                common.debug());
    }
}
