package dev.framespan.starter.cli;

import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.NamedTasks;
import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framespan adopt}. */
@Command(
        name = "adopt",
        sortOptions = false,
        description =
                "Say which of the provider's tasks a submission in doubt has become: it is checked, awaited and kept, and nothing is paid"
                        + " for a second time. A film that is not at work goes by it in its next render.")
final class AdoptCommand extends ShotAnswerCommand {
    // Of a process that died, nobody has written down yet that it is in doubt.
    private static final Set<String> DOUBTFUL = Set.of("ambiguous", "sending");

    @Parameters(
            index = "2",
            paramLabel = "TASK",
            description = "The task's id, from the account's pages at the provider.")
    private String task;

    AdoptCommand(Console console) {
        super(console, "adopt");
    }

    @Override
    String words(String film) {
        return super.words(film) + " " + task;
    }

    @Override
    ExitCode notAtWork(String film, Store store) {
        try {
            BoughtSubmission doubtful = BoughtSubmission.of(store, film).stream()
                    .filter(bought -> bought.id().equals(shot()) && DOUBTFUL.contains(bought.state()))
                    .reduce((earlier, later) -> later)
                    .orElseThrow(() -> UserError.refused(
                            shot() + " of the film " + film + " is not in doubt; nothing was changed"));
            new NamedTasks(store).add(new CallbackTask(doubtful.fingerprint(), doubtful.submission()), task);
        } catch (IllegalArgumentException e) {
            throw UserError.refused(e.getMessage() + "; nothing was changed");
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
        console.say("the next render of the film " + film + " asks the provider for task " + task
                + ", and takes it for " + shot() + " where it is what was submitted");
        return ExitCode.DONE;
    }

    @Override
    Object[] arguments() {
        return new Object[] {shot(), task};
    }
}
