package dev.framespan.starter.cli;

import dev.framespan.activities.input.StoredPlan;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.render.PlanFix;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.studio.StudioAnswers;
import dev.framespan.workflows.studio.StudioControls;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framespan fix}. */
@Command(
        name = "fix",
        sortOptions = false,
        description =
                "Have a shot that waits for you made otherwise: checked and priced like a storyboard. It holds until the storyboard says something else of"
                        + " this shot. A film that is not at work goes by it in its next render.")
final class FixCommand extends ChangeCommand {
    @Spec
    private CommandSpec command;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "Other words.")
    private String prompt;

    @Option(names = "--model", paramLabel = "NAME", description = "Another model.")
    private String model;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Another length.")
    private String duration;

    @Option(names = "--resolution", paramLabel = "WORD", description = "720p, 1080p or 4K.")
    private String resolution;

    @Option(names = "--audio", paramLabel = "true|false", description = "With sound, or without.")
    private String audio;

    @Option(names = "--from", paramLabel = "KEYFRAME", description = "Another keyframe to start on.")
    private String from;

    @Option(names = "--to", paramLabel = "KEYFRAME", description = "Another keyframe to end on.")
    private String to;

    FixCommand(Console console) {
        super(console);
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "prompt", prompt);
        put(fields, "model", model);
        put(fields, "duration", duration);
        put(fields, "resolution", resolution);
        put(fields, "audio", audio);
        put(fields, "from", from);
        put(fields, "to", to);
        if (fields.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "what is to be made otherwise? such as --prompt \"a calmer sea\"");
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    @Override
    String words(String film) {
        StringBuilder words = new StringBuilder("fix " + film + " " + shot());
        fields().forEach((name, value) ->
                words.append(" --").append(name).append(' ').append(NextCommands.word(value)));
        return words.toString();
    }

    @Override
    Map<String, String> fields(CheckResult now) {
        return fields();
    }

    @Override
    boolean storeFirst() {
        return true;
    }

    @Override
    boolean mayBeMade() {
        return false;
    }

    @Override
    String update() {
        return "fix";
    }

    @Override
    Object told(StudioControls.Asked asked, Store store) {
        return new StudioAnswers.Fix(asked.id(), new FixedRequest(asked.request(), fields()).made(store), from, to);
    }

    @Override
    Object told(StoredPlan planned, Map<String, String> fields) {
        return PlanFix.of(planned.plan(), shot(), planned.asset())
                .orElseThrow(() -> UserError.refused(
                        shot() + " is not bought, so it cannot be made otherwise; nothing was changed"));
    }
}
