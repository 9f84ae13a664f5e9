package dev.framespan.starter.cli;

import dev.framespan.activities.film.BudgetDecisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.render.BudgetUpdate;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.stores.StoreAddress;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framespan budget}. */
@Command(
        name = "budget",
        sortOptions = false,
        description =
                "Set what a film may cost in all, what was bought for it before included. One that is at work goes on"
                        + " with what waited for that; for one that is not, it counts from the next render on, until its"
                        + " storyboard says another budget_usd.")
final class BudgetCommand extends FilmCommand {
    @Parameters(
            index = "1",
            paramLabel = "USD",
            converter = UsdConverter.class,
            description = "US dollars, such as 60 or 40.36.")
    private BigDecimal usd;

    BudgetCommand(Console console) {
        super(console);
    }

    /** For a storyboard, the store in which its next render makes the film, unless another one here knows the film already. */
    @Override
    Store store(Settings settings, Optional<StoreAddress> named) {
        if (named().file().isEmpty()) {
            return super.store(settings, named);
        }
        StoreAddress place = StoreLocation.beside(named().file().get(), named);
        return settings.inStore(named, () -> settings.stores().openExisting(place))
                .or(() -> elsewhere(settings, named))
                .orElseGet(() -> {
                    requireFaultless();
                    return settings.inStore(named, () -> settings.stores().open(place));
                });
    }

    /** What a storyboard with faults says of its budget is not known. */
    private void requireFaultless() {
        if (named().file().isPresent()
                && named().storyboard().filter(CheckResult::isFaultless).isEmpty()) {
            throw UserError.refused(named().file().get() + ": it has faults, which framespan check "
                    + named().file().get() + " says; nothing was decided");
        }
    }

    private Optional<Store> elsewhere(Settings settings, Optional<StoreAddress> named) {
        if (named.isPresent() || StoreLocation.nearest(folder(), named).isEmpty()) {
            return Optional.empty();
        }
        Store found = super.store(settings, named);
        return Optional.of(found).filter(store -> beginning(named().id(), store).isPresent());
    }

    private static Optional<FilmFolder.Beginning> beginning(String film, Store store) {
        try {
            return new FilmFolder(store).beginning(film);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    @Override
    ExitCode run(String film, Store store, FilmServerLookup servers) {
        Optional<TemporalConnection> connection = servers.of(film);
        if (connection.isEmpty()) {
            requireNoServer(film, store, "budget " + film + " " + usd.toPlainString(), "raises it there");
        }
        if (named().storyboard().isEmpty()) {
            known(store, servers);
        }
        BigDecimal said = storyboardUsd(film, store);
        BudgetUpdate.Answer answer = connection
                .map(server -> new BudgetUpdate(new FilmWorkflows(server.client(), store)).raise(film, usd))
                .orElseGet(BudgetUpdate.Answer.NotAtWork::new);
        if (answer instanceof BudgetUpdate.Answer.Refused refused && isSmaller(film, store)) {
            throw UserError.refused(refused.words());
        }
        decide(film, said, store);
        say(film, store, servers, answer);
        return ExitCode.DONE;
    }

    /** Whether the film at work may cost more already. A budget that is refused though it is not smaller came at the film's end. */
    private boolean isSmaller(String film, Store store) {
        BigDecimal said =
                beginning(film, store).map(FilmFolder.Beginning::budgetUsd).orElse(null);
        BigDecimal now = FilmBudget.of(store, film, said).usd();
        return now != null && usd.compareTo(now) < 0;
    }

    /** @throws UserError when the film may be at work and was not reached */
    private void say(String film, Store store, FilmServerLookup servers, BudgetUpdate.Answer answer) {
        String decided = "the film " + film + " may cost " + MoneyText.words(usd) + " in all";
        if (answer instanceof BudgetUpdate.Answer.Raised) {
            console.say(decided + " from now on");
            return;
        }
        String next = AnswerCommand.run(film, store).isPresent()
                ? "the next run goes by that, until its --budget changes"
                : "the next render goes by that, until budget_usd of its storyboard changes";
        if (answer instanceof BudgetUpdate.Answer.Unanswered unanswered) {
            throw unreached(decided + "; " + next, unanswered.reason());
        }
        if (answer instanceof BudgetUpdate.Answer.ServerGone && servers.isRemote()) {
            throw unreached(decided + "; " + next, "its Temporal server does not answer any more");
        }
        console.say(decided + "; "
                + (beginning(film, store).isPresent()
                        ? next
                        : "no render has begun it in " + store.place() + " as yet; " + next));
    }

    private static UserError unreached(String decided, String reason) {
        return UserError.failed(decided + ". Should it be at work, it does not know of that: " + reason
                + "; when that is over, run the same command again");
    }

    /** Also where the film is at work: it may be interrupted, and goes on by what was decided then. */
    private void decide(String film, BigDecimal said, Store store) {
        try {
            new BudgetDecisions(store).decide(film, usd, said, Instant.now());
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    /**
     * What the storyboard says, which was named or was rendered last; as it was then, where it is not there any more.
     *
     * @return null where it says nothing
     * @throws UserError when it has faults and was never rendered: what it says is not known then
     */
    private BigDecimal storyboardUsd(String film, Store store) {
        Optional<FilmFolder.Beginning> begun = beginning(film, store);
        if (begun.isEmpty()) {
            requireFaultless();
        }
        return named().storyboard()
                .or(() -> begun.filter(render -> !render.isRun())
                        .map(FilmFolder.Beginning::storyboard)
                        .map(Path::of)
                        .filter(Files::isReadable)
                        .map(this::check)
                        .filter(checked -> checked.film().equals(Optional.of(film))))
                .filter(CheckResult::isFaultless)
                .map(CheckResult::storyboard)
                .map(said -> Optional.ofNullable(said.budgetUsd()))
                .orElseGet(() -> begun.map(FilmFolder.Beginning::budgetUsd))
                .orElse(null);
    }
}
