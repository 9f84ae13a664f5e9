package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.PictureUse;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold before a film is bought, that its budget suffices and the provider can see its inputs, and the operator's word. */
final class PurchaseConfirmation {
    private final Console console;
    private final RenderOptions options;

    PurchaseConfirmation(Console console, RenderOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * @param paid whether buying costs money
     * @param daysLimit whether all films of a day have a limit
     * @return whether the film may be bought
     * @throws UserError when its budget does not suffice, or there is a limit that cannot be kept
     */
    boolean given(PlannedFilm film, boolean paid, boolean daysLimit) {
        BudgetCheck check = film.budgetCheck();
        require(check);
        PriceRequirement.require(
                film.price().left(), film.loader().catalogue(), film.budget().usd() != null, daysLimit);
        if (!options.quiet()) {
            check.doubt().ifPresent(console::say);
        }
        // What is not listed costs, too, though nothing is known of it.
        Price left = film.price().left().total();
        boolean costs = left.usd().signum() > 0 || !left.listed();
        if (paid
                && costs
                && !options.yes()
                && !new ConfirmationPrompt(console).mayBuy(film.price().left())) {
            console.say("nothing was bought");
            return false;
        }
        return true;
    }

    /**
     * Where nothing can be had already, a film above its budget leaves no store behind. One whose price hangs on videos that have to be
     * fetched is judged later.
     *
     * @throws UserError when its budget does not suffice
     */
    void requireBudgetOfNew(CheckResult checked) {
        Set<String> videos = checked.sources().videos().keySet();
        if (checked.sources().videoSeconds().keySet().containsAll(videos)) {
            require(BudgetCheck.ofNew(
                    FilmBudget.of(checked.storyboard()),
                    checked.estimate().total().usd()));
        }
    }

    private void require(BudgetCheck check) {
        if (check.refuses()) {
            throw check.refusal(new NextCommands(options).budget(options.file().toString(), check.sufficientUsd()));
        }
    }

    /**
     * A provider elsewhere fetches pictures and videos by their URL; what lies on this disk has none without help.
     *
     * @param showsPictures whether the provider can fetch pictures of this store
     * @throws UserError when it could not see something
     */
    static void requireSeen(CheckResult checked, boolean showsPictures) {
        if (showsPictures) {
            return;
        }
        List<String> unseen = new ArrayList<>();
        Storyboard storyboard = checked.storyboard();
        PictureUse use = PictureUse.in(storyboard);
        local(checked.sources().pictures())
                .filter(use::isUsed)
                .map(id -> id + " (" + image(storyboard, id) + ")")
                .forEach(unseen::add);
        storyboard.keyframes().forEach((id, keyframe) -> {
            if (keyframe.frameOf() != null && use.isUsed(id)) {
                unseen.add(id + " (a frame of " + keyframe.frameOf() + ")");
            }
        });
        storyboard.shots().stream()
                .filter(shot -> checked.sources().video(shot.id()) instanceof InputSource.File)
                .map(shot -> "the video of " + shot.id() + " (" + shot.video().clip() + ")")
                .forEach(unseen::add);
        if (!unseen.isEmpty()) {
            throw UserError.refused("the provider could not see " + String.join(", ", unseen)
                    + ": set FRAMESPAN_PUBLIC_URL, for the worker, to an address at which this system's pictures can be"
                    + " fetched, or put files on the web and write their https URLs; nothing was bought");
        }
    }

    /** The path of a keyframe or a character, as it is written. */
    private static String image(Storyboard storyboard, String id) {
        Storyboard.Keyframe keyframe = storyboard.keyframes().get(id);
        return keyframe == null ? storyboard.characters().get(id).image() : keyframe.image();
    }

    private static Stream<String> local(Map<String, InputSource> sources) {
        return sources.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof InputSource.File)
                .map(Map.Entry::getKey)
                .sorted();
    }
}
