package dev.framespan.starter.cli;

import dev.framespan.starter.temporal.TemporalServer;
import java.nio.file.Path;
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

    @Mixin
    private MakingOptions making;

    @Mixin
    private CommonOptions common;

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TemporalServer server = making.server(temporal);
        return CommandApplication.run(
                common.debug(), settings -> new Render(console, options(server, settings), settings).run());
    }

    private RenderOptions options(TemporalServer server, Settings settings) {
        return making.with(storyboard, out, store.named(settings.framespan().store()), server, common.debug(), null);
    }
}
