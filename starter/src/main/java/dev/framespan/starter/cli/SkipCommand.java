package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import picocli.CommandLine.Command;

/** {@code framespan skip}. */
@Command(
        name = "skip",
        sortOptions = false,
        description =
                "Leave a shot that waits for you out of the film, and of its next renders, until the storyboard says something else of it, or fix, retake,"
                        + " rebuy or continue asks for it. What is made from it waits for you then. A film that is not at work goes by it in its next render.")
final class SkipCommand extends ShotAnswerCommand {
    SkipCommand(Console console) {
        super(console, "skip");
    }

    @Override
    void taken(String film, Store store) {
        try {
            add(film, store);
        } catch (UserError e) {
            console.tell("this holds for the film at work, and not for its next render: " + e.getMessage());
        }
    }

    @Override
    ExitCode notAtWork(String film, Store store) {
        add(film, store);
        console.say("the next render of the film " + film + " leaves " + shot() + " out");
        return ExitCode.DONE;
    }

    /** Of a workflow of one's own it holds as long as its input is the same. */
    private void add(String film, Store store) {
        SkippedShots skipped = new SkippedShots(store, film);
        run(film, store)
                .ifPresentOrElse(
                        run -> skipped.add(run.plan(), shot()), () -> skipped.add(storyboard(film, store), shot()));
    }
}
