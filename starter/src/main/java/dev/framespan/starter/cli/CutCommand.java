package dev.framespan.starter.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan cut}. */
@Command(
        name = "cut",
        sortOptions = false,
        description = {
            "Cut a film of clips of your own: trims, transitions, music and voices, as a timeline says. Asks no provider, buys"
                    + " nothing and touches no network.",
            "What was made of the same clips before is found again: after a change, only what it touches is made anew."
        })
final class CutCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "TIMELINE", description = "A YAML or JSON file.")
    private Path timeline;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where film.mp4, contact-sheet.jpg, joins.html and joins.json are laid (out/<the timeline's"
                    + " name>).")
    private Path out;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions.Proof proof;

    @Option(names = "--quiet", description = "Say nothing but the result and what went wrong.")
    private boolean quiet;

    @Option(names = "--json", description = "One JSON object a line, for every change and the result.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    CutCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(
                common.debug(), settings -> new CutRun(console, options(settings), settings).run());
    }

    private CutOptions options(Settings settings) {
        return new CutOptions(
                timeline,
                Optional.ofNullable(out),
                store.named(settings.framespan().store()),
                proof.decodesAll(),
                quiet,
                json);
    }
}
