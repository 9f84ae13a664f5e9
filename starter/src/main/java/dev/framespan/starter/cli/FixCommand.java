package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.film.ShotDecisions;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.film.Plan;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import dev.framespan.workflows.storyboard.reading.StoryboardChanges;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StudioAnswers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framespan fix}. */
@Command(
        name = "fix",
        sortOptions = false,
        description =
                "Have a shot that waits for you made otherwise: checked and priced like a storyboard. It holds until the storyboard says something else of"
                        + " this shot. A film that is not at work goes by it in its next render.")
final class FixCommand extends AnswerCommand {
    @Spec
    private CommandSpec command;

    @Parameters(index = "1", paramLabel = "SHOT", description = "The id of a shot or keyframe.")
    private String shot;

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
        StringBuilder words = new StringBuilder("fix " + film + " " + shot);
        fields().forEach((name, value) ->
                words.append(" --").append(name).append(' ').append(ResumeCommand.word(value)));
        return words.toString();
    }

    @Override
    ExitCode notAtWork(String film, DirectoryStore store) {
        Fixed fixed = fixed(film, store);
        decide(film, store, fixed);
        console.say("the next render of the film " + film + " makes " + shot + " otherwise" + fixed.price());
        return ExitCode.DONE;
    }

    @Override
    ExitCode answer(String film, DirectoryStore store, Answers answers) {
        Fixed fixed = fixed(film, store);
        StoryboardLoader.Planned planned = fixed.loader().plan(fixed.checked(), store);
        StudioAnswers.Fix fix = fix(planned);
        return taken(answers.give("fix", Item.class, fix))
                .map(taken -> {
                    decide(film, store, fixed);
                    console.say(shot + ": " + ItemView.of(taken.said()).words() + fixed.price());
                    return ExitCode.DONE;
                })
                .orElseGet(() -> notAtWork(film, store));
    }

    /**
     * The storyboard with the fix in it.
     *
     * @param hash of what the storyboard itself says of the shot
     */
    private record Fixed(StoryboardLoader loader, CheckResult checked, String hash, BigDecimal usd) {
        private String price() {
            return usd == null ? "" : ", " + MoneyText.words(usd);
        }
    }

    private Fixed fixed(String film, DirectoryStore store) {
        Path storyboard = storyboard(film, store);
        String hash = StoryboardChecker.hashes(storyboard).get(shot);
        if (hash == null) {
            throw UserError.refused(storyboard + ": it has no shot or keyframe " + shot + "; nothing was changed");
        }
        StoryboardChanges changes = decided(film, store).with(shot, hash, fields());
        StoryboardLoader loader = loader().changed(changes);
        CheckResult checked = loader.check(storyboard);
        if (!checked.isFaultless()) {
            checked.faults().forEach(fault -> console.tell(fault.toString()));
            throw UserError.refused(
                    "with this, " + storyboard + " has " + checked.faults().size()
                            + (checked.faults().size() == 1 ? " fault" : " faults") + "; nothing was changed");
        }
        BigDecimal usd = Stream.concat(checked.estimate().shots().stream(), checked.estimate().keyframes().stream())
                .filter(row -> row.id().equals(shot))
                .map(row -> row.price() == null ? null : row.price().usd())
                .findFirst()
                .orElse(null);
        return new Fixed(loader, checked, hash, usd);
    }

    private Path storyboard(String film, DirectoryStore store) {
        Optional<Path> named = named().file();
        if (named.isPresent()) {
            return named.get();
        }
        try {
            Path rendered = new FilmFolder(store)
                    .beginning(film)
                    .map(FilmFolder.Beginning::storyboard)
                    .map(Path::of)
                    .orElseThrow(() -> UserError.refused(
                            "the film " + film + " was never begun in " + store.root() + "; name its storyboard"));
            if (!Files.isReadable(rendered)) {
                throw UserError.refused(rendered + ": the storyboard of the film " + film
                        + " is not there any more; name it in place of the film's id");
            }
            return rendered;
        } catch (IOException e) {
            throw UserError.unreadable(store.root(), e);
        }
    }

    private static StoryboardChanges decided(String film, DirectoryStore store) {
        try {
            return new ShotDecisions(store).of(film);
        } catch (IOException e) {
            throw UserError.unreadable(store.root(), e);
        }
    }

    private void decide(String film, DirectoryStore store, Fixed fixed) {
        try {
            new ShotDecisions(store).decide(film, shot, fixed.hash(), fields());
        } catch (IOException e) {
            throw UserError.unwritable(store.root(), e);
        }
    }

    private StudioAnswers.Fix fix(StoryboardLoader.Planned planned) {
        for (Plan.Shot made : planned.plan().shots()) {
            if (made.id().equals(shot)) {
                return new StudioAnswers.Fix(shot, made.request(), made.from(), made.to(), planned.asset());
            }
        }
        GenerationRequest still = planned.plan().keyframes().stream()
                .filter(keyframe -> keyframe.id().equals(shot))
                .map(Plan.Keyframe::request)
                .findFirst()
                .orElse(null);
        if (still == null) {
            throw UserError.refused(shot + " is not bought, so it cannot be made otherwise; nothing was changed");
        }
        return new StudioAnswers.Fix(shot, still, null, null, planned.asset());
    }
}
