package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan check}. */
@Command(
        name = "check",
        sortOptions = false,
        description = "Say everything that is wrong with a storyboard, and what its film costs. Touches no network, and"
                + " no store without --prices.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "STORYBOARD", description = "A YAML or JSON file.")
    private Path storyboard;

    @Option(names = "--json", description = "One JSON object in place of words.")
    private boolean json;

    @Option(
            names = "--prices",
            description = "What each keyframe and shot costs; nothing where the store has it already.")
    private boolean prices;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions common;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(
                common.debug(), settings -> check(new StoryboardLoader(settings.catalogue()), settings));
    }

    private int check(StoryboardLoader loader, Settings settings) {
        CheckResult checked = loader.check(storyboard);
        Estimate left = prices && checked.isFaultless() ? left(loader, checked, settings) : null;
        if (json) {
            console.json(CheckedJson.of(checked, left));
        } else {
            checked.warnings().forEach(warning -> console.tell(warning.toString()));
            checked.faults().forEach(fault -> console.tell(fault.toString()));
            if (checked.isFaultless()) {
                console.result(storyboard + " has no fault: film "
                        + checked.storyboard().id());
                (left == null ? EstimateTable.of(checked.storyboard(), checked.estimate()) : PriceTable.of(left))
                        .forEach(line -> console.result("  " + line));
            } else {
                console.say(StoryboardLoader.refusal(checked));
            }
        }
        return (checked.isFaultless() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    /** What is left to pay, by the store in which a render would make the film; where there is none, nothing is had. */
    private Estimate left(StoryboardLoader loader, CheckResult checked, Settings settings) {
        Optional<Path> named = store.named(settings.framespan().store());
        Optional<DirectoryStore> held =
                settings.inStore(named, () -> DirectoryStore.openExisting(StoreLocation.beside(storyboard, named)));
        return loader.left(checked, held, ProviderChoice.realmOf(settings.kling()));
    }
}
