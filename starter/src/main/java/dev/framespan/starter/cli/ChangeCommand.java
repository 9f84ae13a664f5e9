package dev.framespan.starter.cli;

import dev.framespan.activities.film.ShotDecisions;
import dev.framespan.activities.input.StoredPlan;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.lock.AnswerLock;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.render.FilmAnswers;
import dev.framespan.workflows.storyboard.Dependents;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import dev.framespan.workflows.storyboard.reading.StoryboardChanges;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StudioControls;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** A command that has a shot or keyframe made otherwise: checked and priced like a storyboard, and kept until that says something else. */
abstract class ChangeCommand extends AnswerCommand {
    @Parameters(index = "1", paramLabel = "SHOT", description = "The id of a shot or keyframe.")
    private String shot;

    ChangeCommand(Console console) {
        super(console);
    }

    final String shot() {
        return shot;
    }

    /**
     * What is to be said in the storyboard's place.
     *
     * @param now the storyboard as it counts now
     */
    abstract Map<String, String> fields(CheckResult now);

    /** The name of the Update. */
    abstract String update();

    /**
     * Whether the store hears of it before the film does: a film that goes by it, and a store that knows nothing of that, would buy the other
     * again. Not where the same command given twice asks for something more than once: then the film answers both times alike.
     */
    abstract boolean storeFirst();

    /** Whether what is changed may be made already, and other things from it. */
    abstract boolean mayBeMade();

    /** What is told to the film. */
    abstract Object told(StoredPlan planned, Map<String, String> fields);

    /** What is told to a workflow of one's own, which has no storyboard. @param asked what it has asked for */
    abstract Object told(StudioControls.Asked asked, Store store);

    @Override
    ExitCode notAtWork(String film, Store store) {
        if (run(film, store).isPresent()) {
            return super.notAtWork(film, store);
        }
        try (AnswerLock alone = AnswerLock.take(store, film)) {
            return forLater(film, store);
        }
    }

    private ExitCode forLater(String film, Store store) {
        Fixed fixed = fixed(film, store);
        decide(film, store, fixed);
        new SkippedShots(store, film).takeBack(shot);
        return forNextRender(film, fixed);
    }

    private ExitCode forNextRender(String film, Fixed fixed) {
        console.say("the next render of the film " + film + " makes " + shot + " otherwise" + fixed.price());
        fixed.dependents(shot).ifPresent(words -> console.say("and what is made from " + shot + ": " + words));
        return ExitCode.DONE;
    }

    @Override
    ExitCode answer(String film, Store store, Answers answers) {
        try (AnswerLock alone = AnswerLock.take(store, film)) {
            return run(film, store).isPresent() ? ofRun(film, store, answers) : now(film, store, answers, alone);
        }
    }

    private ExitCode ofRun(String film, Store store, Answers answers) {
        Optional<StudioControls.Asked> asked = answers.asked(shot);
        if (asked.isEmpty()) {
            throw UserError.refused("the film " + film + " has asked for no still, clip or speech " + shot
                    + ", or is not at work; framespan shots " + film + " shows what there is; nothing was changed");
        }
        return taken(answers.give(update(), Item.class, told(asked.get(), store)))
                .map(taken -> {
                    console.say(shot + ": " + ItemView.of(taken.said()).words());
                    return ExitCode.DONE;
                })
                .orElseGet(() -> notAtWork(film, store));
    }

    private ExitCode now(String film, Store store, Answers answers, AnswerLock alone) {
        Fixed fixed = fixed(film, store);
        StoredPlan planned = fixed.loader().plan(fixed.checked(), store);
        alone.renew();
        FilmAnswers.Reply<Item> reply =
                storeFirst() ? decided(film, store, answers, fixed, planned) : told(answers, fixed, planned);
        return taken(reply)
                .map(taken -> {
                    if (!storeFirst()) {
                        decide(film, store, fixed);
                    }
                    new SkippedShots(store, film).takeBack(shot);
                    console.say(shot + ": " + ItemView.of(taken.said()).words() + fixed.price());
                    if (mayBeMade()) {
                        fixed.dependents(shot)
                                .ifPresent(words -> console.say("made from " + shot + ": " + words
                                        + "; what of that is made already stays as it is in this film, and its next"
                                        + " render makes it anew"));
                    }
                    return ExitCode.DONE;
                })
                .orElseGet(() -> forLater(film, store));
    }

    private FilmAnswers.Reply<Item> told(Answers answers, Fixed fixed, StoredPlan planned) {
        return answers.give(update(), Item.class, told(planned, fixed.fields()));
    }

    private FilmAnswers.Reply<Item> decided(
            String film, Store store, Answers answers, Fixed fixed, StoredPlan planned) {
        StoryboardChanges before = decide(film, store, fixed);
        FilmAnswers.Reply<Item> reply = told(answers, fixed, planned);
        if (reply instanceof FilmAnswers.Reply.Refused<Item>) {
            undo(film, store, fixed, before);
        }
        return reply;
    }

    /**
     * The storyboard with the fix in it.
     *
     * @param hash of what the storyboard itself says of the shot
     * @param fields what is said in its place
     * @param usd what it costs; null where no list says so
     */
    private record Fixed(
            StoryboardLoader loader, CheckResult checked, String hash, Map<String, String> fields, BigDecimal usd) {
        private String price() {
            return usd == null ? "" : ", " + MoneyText.words(usd);
        }

        /** What is made from it, and what that costs; empty where nothing is. */
        private Optional<String> dependents(String shot) {
            List<String> ids = Dependents.of(checked.storyboard(), shot);
            BigDecimal sum = ids.stream()
                    .map(id -> priceOf(checked, id))
                    .filter(Objects::nonNull)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return ids.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join(", ", ids) + (sum.signum() == 0 ? "" : ", " + MoneyText.words(sum)));
        }
    }

    private Fixed fixed(String film, Store store) {
        Path storyboard = storyboard(film, store);
        String hash = StoryboardChecker.hashes(storyboard).get(shot);
        if (hash == null) {
            throw UserError.refused(storyboard + ": it has no shot or keyframe " + shot + "; nothing was changed");
        }
        StoryboardChanges before = decided(film, store);
        Map<String, String> fields = fields(loader().changed(before).check(storyboard));
        StoryboardLoader loader = loader().changed(before.with(shot, hash, fields));
        CheckResult checked = loader.check(storyboard);
        if (!checked.isFaultless()) {
            checked.faults().forEach(fault -> console.tell(fault.toString()));
            throw UserError.refused(
                    "with this, " + storyboard + " has " + checked.faults().size()
                            + (checked.faults().size() == 1 ? " fault" : " faults") + "; nothing was changed");
        }
        return new Fixed(loader, checked, hash, fields, priceOf(checked, shot));
    }

    private static BigDecimal priceOf(CheckResult checked, String id) {
        return Stream.concat(checked.estimate().shots().stream(), checked.estimate().keyframes().stream())
                .filter(row -> row.id().equals(id))
                .map(row -> row.price() == null ? null : row.price().usd())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static StoryboardChanges decided(String film, Store store) {
        try {
            return new ShotDecisions(store).of(film);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    private StoryboardChanges decide(String film, Store store, Fixed fixed) {
        try {
            return new ShotDecisions(store).decide(film, shot, fixed.hash(), fixed.fields());
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    private void undo(String film, Store store, Fixed fixed, StoryboardChanges before) {
        try {
            new ShotDecisions(store).undo(film, shot, before, fixed.hash(), fixed.fields());
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }
}
