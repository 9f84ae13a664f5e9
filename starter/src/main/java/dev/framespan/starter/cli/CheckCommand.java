package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan check}. */
@Command(
        name = "check",
        sortOptions = false,
        description = "Say everything that is wrong with a storyboard, and what its film costs. Touches no network, no"
                + " key and no store.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "STORYBOARD", description = "A YAML or JSON file.")
    private Path storyboard;

    @Option(names = "--json", description = "One JSON object in place of words.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(common.debug(), settings -> check(new StoryboardLoader(settings.catalogue())));
    }

    private int check(StoryboardLoader loader) {
        CheckResult checked = loader.check(storyboard);
        if (json) {
            console.json(CheckedJson.of(checked));
        } else {
            checked.warnings().forEach(warning -> console.tell(warning.toString()));
            checked.faults().forEach(fault -> console.tell(fault.toString()));
            if (checked.isFaultless()) {
                console.result(storyboard + " has no fault: film "
                        + checked.storyboard().id());
                EstimateTable.of(checked.storyboard(), checked.estimate()).forEach(line -> console.result("  " + line));
            } else {
                console.say(StoryboardLoader.refusal(checked));
            }
        }
        return (checked.isFaultless() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }
}
