package dev.framespan.starter.cli;

import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.activities.upkeep.StoreCleaner;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framespan store gc}. */
@Command(
        name = "gc",
        sortOptions = false,
        description = "Say which assets of a store nothing uses any more: no film, purchase, receipt, plan, analysis or"
                + " decision. With --delete take them away, which no other process may work on the store for."
                + " Purchases, decisions and all other records of films stay in any case.")
final class StoreGcCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 36_500;

    private final Console console;

    @Spec
    private CommandSpec command;

    @Option(names = "--delete", description = "Take them away, instead of only saying which they are.")
    private boolean delete;

    @Option(
            names = "--derived",
            description =
                    "Also what was made from other assets, such as cuts of a film that were followed by others and clips in"
                            + " a film's format, where no film names it: it is made anew should it be needed.")
    private boolean derived;

    private Duration age;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions common;

    StoreGcCommand(Console console) {
        this.console = console;
    }

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            defaultValue = "30",
            description =
                    "Leave what was kept later than so many days ago (${DEFAULT-VALUE}): workflows of your own on a Temporal"
                            + " server may use it, which the store does not know.")
    void olderThan(String text) {
        int days;
        try {
            days = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            days = 0;
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new ParameterException(
                    command.commandLine(),
                    "--older-than takes a whole number of days from 1 on, such as 30; not " + text);
        }
        age = Duration.ofDays(days);
    }

    @Override
    public Integer call() {
        return CommandApplication.run(common.debug(), settings -> {
            Path here = Path.of("").toAbsolutePath();
            Store opened = StoreCommand.open(
                    console, settings, store.named(settings.framespan().store()), here);
            say(unused(opened), opened);
            return ExitCode.DONE.number();
        });
    }

    private StoreCleaner.Unused unused(Store opened) {
        StoreCleaner cleaner = new StoreCleaner(opened, Clock.systemUTC(), new UpkeepLines(console));
        try {
            return delete
                    ? cleaner.clean(age, derived)
                            .orElseThrow(() -> UserError.refused(
                                    opened.place() + ": another process works on this store, so nothing was taken away;"
                                            + " end its renders and workers, then run the same command again"))
                    : cleaner.find(age, derived);
        } catch (DamagedAssetException e) {
            throw UserError.failed(
                    opened.place() + ": " + e.getMessage()
                            + ", so what it names is not known and nothing was taken away;"
                            + " framespan store verify says the cure",
                    e);
        } catch (IOException e) {
            throw delete ? UserError.unwritable(opened.place(), e) : UserError.unreadable(opened.place(), e);
        }
    }

    private void say(StoreCleaner.Unused unused, Store opened) {
        Table table = new Table("lrl");
        for (StoredAsset asset : unused.assets()) {
            table.row(
                    asset.fileName() + (asset.damaged() ? ".damaged" : ""),
                    ByteText.words(asset.bytes()),
                    Timestamps.words(asset.keptAt()));
        }
        table.lines().forEach(console::result);
        unused.openFilm()
                .ifPresent(film -> console.say("what was kept since " + Timestamps.words(unused.keptSince())
                        + " is left: since then the film " + film
                        + " is at work on a Temporal server; where that is long over,"
                        + " render it to its end once more, or cancel it"));
        if (unused.assets().isEmpty()) {
            console.say("nothing to take away from " + opened.place());
            return;
        }
        String sum = CountText.of(unused.assets().size(), "asset") + ", " + ByteText.words(unused.bytes());
        console.say(
                delete
                        ? "took away " + sum + ", from " + opened.place()
                        : sum + ", can be taken away from " + opened.place() + "; --delete does it");
    }
}
