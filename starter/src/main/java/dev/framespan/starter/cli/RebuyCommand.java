package dev.framespan.starter.cli;

import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code framespan rebuy}. */
@Command(
        name = "rebuy",
        sortOptions = false,
        description =
                "Buy a shot once more whose submission is in doubt and was not accepted, or that was refused or is of no use. A film that is not"
                        + " at work goes by that in its next render.")
final class RebuyCommand extends ShotAnswerCommand {
    RebuyCommand(Console console) {
        super(console, "rebuy");
    }

    @Override
    ExitCode notAtWork(String film, Store store) {
        try {
            new Decisions(store).rebuy(film, shot(), store.clock().instant());
            new SkippedShots(store, film).takeBack(shot());
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
        console.say("the next render of the film " + film + " buys " + shot() + " once more");
        return ExitCode.DONE;
    }
}
