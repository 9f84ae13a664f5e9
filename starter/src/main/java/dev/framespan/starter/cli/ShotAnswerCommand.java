package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.workflows.studio.Item;
import picocli.CommandLine.Parameters;

/** A command that answers about one shot, keyframe or speech of a film at work. */
abstract class ShotAnswerCommand extends AnswerCommand {
    private final String update;

    @Parameters(index = "1", paramLabel = "SHOT", description = "The id of a shot, a keyframe or a voice.")
    private String shot;

    ShotAnswerCommand(Console console, String update) {
        super(console);
        this.update = update;
    }

    final String shot() {
        return shot;
    }

    /** What is told to the film beside the id. */
    Object[] arguments() {
        return new Object[] {shot};
    }

    @Override
    String words(String film) {
        return update + " " + film + " " + shot;
    }

    /** The film at work goes by it. */
    void taken(String film, Store store) {}

    @Override
    ExitCode answer(String film, Store store, Answers answers) {
        return taken(answers.give(update, Item.class, arguments()))
                .map(taken -> {
                    taken(film, store);
                    console.say(shot + ": " + ItemView.of(taken.said()).words());
                    return ExitCode.DONE;
                })
                .orElseGet(() -> notAtWork(film, store));
    }
}
