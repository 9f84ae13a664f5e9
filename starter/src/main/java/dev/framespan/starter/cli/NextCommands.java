package dev.framespan.starter.cli;

import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commands to be typed to go on with the same film: the same storyboard, store, server and folder. */
final class NextCommands {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private final RenderOptions options;

    NextCommands(RenderOptions options) {
        this.options = options;
    }

    /** The same render, or the same run. */
    String render() {
        String out =
                options.out().map(folder -> " --out " + word(folder.toString())).orElse("");
        return "framespan "
                + (options.run() == null ? "render " + word(options.file().toString()) : run(options.run()))
                + place() + out;
    }

    /** Its budget is known already. */
    private String run(RunOptions run) {
        return "run " + word(run.type())
                + Optional.ofNullable(options.file())
                        .map(input -> " --input " + word(input.toString()))
                        .orElse("")
                + run.id().map(id -> " --id " + id).orElse("")
                + run.workflows()
                        .map(folder -> " --workflows " + word(folder.toString()))
                        .orElse("");
    }

    /** A larger budget, whose size is the operator's to say. */
    String budget(String film) {
        return "framespan budget " + film + " USD" + place();
    }

    String status(String film) {
        return "framespan status " + film + place();
    }

    String resume(String film) {
        return "framespan resume " + film + place();
    }

    /** The commands that answer what a film waits for, the likeliest first. */
    List<String> answers(String film, Stop stop) {
        FailureKind kind = stop.kind();
        if (kind == FailureKind.BUDGET) {
            return List.of(budget(film));
        }
        List<String> answers = new ArrayList<>();
        String shot = " " + film + " " + stop.id();
        if (kind == FailureKind.AMBIGUOUS) {
            answers.add("framespan adopt" + shot + " TASK" + place());
        }
        if (kind.needsChange()) {
            answers.add("framespan fix" + shot + " --prompt TEXT" + place());
        }
        if (kind.needsRebuy() || kind.isLookedForAgain()) {
            answers.add("framespan rebuy" + shot + place());
        }
        if (kind != FailureKind.AMBIGUOUS && !kind.needsChange()) {
            answers.add("framespan continue " + film + place());
        }
        answers.add("framespan skip" + shot + place());
        return answers;
    }

    String cancel(String film) {
        return "framespan cancel " + film + place();
    }

    /**
     * A larger budget.
     *
     * @param film its id or its storyboard
     */
    String budget(String film, BigDecimal usd) {
        return "framespan budget " + word(film) + " " + usd.toPlainString() + place();
    }

    private String place() {
        String store = options.store()
                .map(folder -> " --store " + word(folder.toString()))
                .orElse("");
        return store
                + (options.server() instanceof TemporalServer.Shared server ? " --temporal " + server.address() : "");
    }

    /** One word to a shell, whatever is in it: the name of a file is no command. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
