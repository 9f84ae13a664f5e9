package dev.framespan.starter.cli;

import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.worker.jars.WorkflowJars;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan run}. */
@Command(
        name = "run",
        sortOptions = false,
        description = {
            "Start a workflow of your own, follow it, and deliver the films that it makes. What was bought before is not bought"
                    + " again: the same command goes on where it was, whatever ended it.",
            "On a Temporal server the workers that host it make it; without one, this process does, with the jars that"
                    + " --workflows names. Without KLING_API_KEY nothing is bought and the built-in simulator plays the provider."
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "TYPE", description = "The workflow's type: the name of its interface, as a rule.")
    private String type;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "What the workflow is given: a JSON file of 1 MiB at most.")
    private Path input;

    @Mixin
    private CommonOptions.Workflows workflows;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The id of what it makes, for all other commands (the name of --input without .json).")
    private String id;

    @Option(
            names = "--budget",
            paramLabel = "USD",
            converter = UsdConverter.class,
            description =
                    "What it may cost in all, in US dollars. Needed where a provider is paid: what a workflow buys is"
                            + " known when it does.")
    private BigDecimal budget;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where film.mp4, film.json, contact-sheet.jpg, joins.html and joins.json are laid (out/<id>); of several films"
                            + " each in a folder of its name.")
    private Path out;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions.Temporal temporal;

    @Mixin
    private MakingOptions making;

    @Mixin
    private CommonOptions common;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TemporalServer server = making.server(temporal);
        return CommandApplication.run(common.debug(), settings -> {
            // What cannot be started leaves no store behind, so the copies are not in one.
            try (WorkflowJars jars = workflows.load(settings.framespan(), CommonOptions.Workflows.SCRATCH)) {
                return new Run(console, options(server, settings), settings, jars).run();
            }
        });
    }

    private RenderOptions options(TemporalServer server, Settings settings) {
        RunOptions run = new RunOptions(type, Optional.ofNullable(id), Optional.ofNullable(budget), workflows.named());
        return making.with(input, out, store.named(settings.framespan().store()), server, common.debug(), run);
    }
}
