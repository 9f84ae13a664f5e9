package dev.framespan.starter.cli;

import dev.framespan.activities.film.BudgetDecisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framespan budget}. */
@Command(
        name = "budget",
        sortOptions = false,
        description =
                "Set what a film may cost in all, what was bought for it before included. One that is at work goes on"
                        + " with what waited for that; for one that is not, it counts from the next render on, until its"
                        + " storyboard says another budget_usd.")
final class BudgetCommand extends FilmCommand {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,6})?");

    @Spec
    private CommandSpec command;

    private BigDecimal usd;

    BudgetCommand(Console console) {
        super(console);
    }

    @Parameters(index = "1", paramLabel = "USD", description = "US dollars, such as 60 or 40.36.")
    void amount(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new ParameterException(
                    command.commandLine(), "a budget is an amount of US dollars, such as 60 or 40.36; not " + text);
        }
        usd = new BigDecimal(text);
    }

    @Override
    ExitCode run(String film, DirectoryStore store, FilmServerLookup servers) {
        Optional<TemporalConnection> connection = servers.of(film);
        if (connection.isEmpty()) {
            requireNoServer(film, store, "budget " + film + " " + usd.toPlainString(), "raises it there");
        }
        if (storyboard().isEmpty()) {
            known(store, servers);
        }
        boolean atWork =
                connection.isPresent() && new FilmWorkflows(connection.get().client(), store).raiseBudget(film, usd);
        decide(film, store);
        console.say("the film " + film + " may cost " + MoneyText.words(usd) + " in all"
                + (atWork
                        ? " from now on"
                        : "; the next render goes by that, until budget_usd of its storyboard changes"));
        return ExitCode.DONE;
    }

    /** Also where the film is at work: it may be interrupted, and goes on by what was decided then. */
    private void decide(String film, DirectoryStore store) {
        try {
            new BudgetDecisions(store).decide(film, usd, storyboardUsd(film, store), Instant.now());
        } catch (IOException e) {
            throw UserError.unwritable(store.root(), e);
        }
    }

    /** What the storyboard says, which was named or was rendered last; as it was then, where it is not there any more. */
    private BigDecimal storyboardUsd(String film, DirectoryStore store) throws IOException {
        Optional<FilmFolder.Beginning> begun = new FilmFolder(store).beginning(film);
        return storyboard()
                .or(() -> begun.map(FilmFolder.Beginning::storyboard)
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
