package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code framespan continue}. */
@Command(
        name = "continue",
        sortOptions = false,
        description = "Ask for everything once more that waits for you, as after an account was filled up.")
final class ContinueCommand extends FilmAnswerCommand<String[]> {
    ContinueCommand(Console console) {
        super(console, "continue", String[].class);
    }

    @Override
    ExitCode notAtWork(String film, Store store) {
        List<String> again = new SkippedShots(store, film).takeBackAll();
        if (again.isEmpty()) {
            return super.notAtWork(film, store);
        }
        console.say("the next render of the film " + film + " asks again for what was left out: "
                + String.join(", ", again));
        return ExitCode.DONE;
    }

    @Override
    String words(String film, String[] asked) {
        return "asked for once more: " + String.join(", ", asked);
    }
}
