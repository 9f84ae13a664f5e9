package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framespan ledger}. */
@Command(
        name = "ledger",
        sortOptions = false,
        description =
                "Show everything that was ever bought with a store, oldest first: for which film and which of its shots and"
                        + " keyframes, at which price, and what became of it.")
final class LedgerCommand implements Callable<Integer> {
    private static final String UNKNOWN = "-";

    private final Console console;

    @Option(
            names = "--film",
            paramLabel = "FILM",
            description = "Only what was bought for this film: its id, or its storyboard.")
    private String film;

    @ArgGroup
    private Form form = new Form();

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions common;

    LedgerCommand(Console console) {
        this.console = console;
    }

    /** How it is written, where it is not a table. */
    private static final class Form {
        @Option(names = "--csv", description = "As comma-separated values, with exact prices.")
        private boolean csv;

        @Option(names = "--json", description = "One JSON object a line, with exact prices.")
        private boolean json;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(common.debug(), settings -> {
            Path here = Path.of("").toAbsolutePath();
            NamedFilm named = film == null ? null : NamedFilm.of(film, new StoryboardLoader(settings.catalogue()));
            Store opened = StoreCommand.open(
                    console,
                    settings,
                    store.named(settings.framespan().store()),
                    named == null ? here : named.folder(here));
            List<BoughtSubmission> bought = bought(named, opened);
            if (named != null && bought.isEmpty() && !isKnown(named, opened)) {
                throw named.unknown(opened.place(), here);
            }
            show(bought, named, opened);
            return ExitCode.DONE.number();
        });
    }

    private static List<BoughtSubmission> bought(NamedFilm named, Store opened) {
        try {
            return named == null ? BoughtSubmission.of(opened) : BoughtSubmission.of(opened, named.id());
        } catch (IOException e) {
            throw unreadable(opened, e);
        }
    }

    private static boolean isKnown(NamedFilm named, Store opened) {
        try {
            return new FilmFolder(opened).films().contains(named.id());
        } catch (IOException e) {
            throw UserError.unreadable(opened.place(), e);
        }
    }

    private static UserError unreadable(Store opened, IOException e) {
        return UserError.failed(opened.place() + ": the ledger cannot be read (" + IoReason.of(e) + ")", e);
    }

    private void show(List<BoughtSubmission> bought, NamedFilm named, Store opened) {
        if (form.csv) {
            LedgerCsv.lines(bought).forEach(console::csv);
        } else if (form.json) {
            bought.forEach(console::json);
        } else if (bought.isEmpty()) {
            console.say("nothing was bought " + (named == null ? "" : "for the film " + named.id() + " ") + "with "
                    + opened.place());
        } else {
            table(bought);
            sums(bought);
        }
    }

    private void table(List<BoughtSubmission> bought) {
        Table table = new Table("llllllrlrlll");
        table.row(
                "WHEN",
                "FILM",
                "ID",
                "PROVIDER",
                "MODEL",
                "ACTION",
                "SECONDS",
                "TIER",
                "PRICE",
                "TASK",
                "STATE",
                "REFUND");
        for (BoughtSubmission each : bought) {
            table.row(
                    Timestamps.words(each.at()),
                    each.film(),
                    each.id() + (each.take() > 1 ? ", take " + each.take() : ""),
                    shown(each.realm()),
                    each.model(),
                    each.action() == null ? UNKNOWN : each.action().word(),
                    shown(each.seconds()),
                    tier(each),
                    each.priceUsd() == null ? "unknown" : MoneyText.words(each.priceUsd()),
                    shown(each.task()),
                    each.state(),
                    each.refund() == null ? "" : each.refund().word());
        }
        table.lines().forEach(console::result);
    }

    private void sums(List<BoughtSubmission> bought) {
        Table sums = new Table("ll");
        SpendingRows.add(sums, FilmSpending.of(bought), false);
        sums.lines().forEach(console::result);
    }

    private static String tier(BoughtSubmission submission) {
        return shown(submission.resolution())
                + (Boolean.TRUE.equals(submission.audio()) ? ", audio" : "")
                + (submission.video() == null ? "" : ", with video");
    }

    private static String shown(Object known) {
        return Optional.ofNullable(known).map(Object::toString).orElse(UNKNOWN);
    }
}
