package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.PictureUse;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that must hold before a film is bought, in the order in which it is cheapest to find out; then the operator's word. */
final class PurchaseConfirmation {
    private final Console console;
    private final boolean yes;

    /** @param yes whether the operator has said so already */
    PurchaseConfirmation(Console console, boolean yes) {
        this.console = console;
        this.yes = yes;
    }

    /**
     * @param left what is left to pay, under the budget that counts
     * @param paid whether buying costs money
     * @return whether the film may be bought
     * @throws UserError when it cannot be
     */
    boolean given(Estimate left, boolean paid) {
        requireBudget(left);
        boolean costs = left.total().usd().signum() > 0;
        if (paid && costs && !yes && !new ConfirmationPrompt(console).mayBuy(left)) {
            console.say("nothing was bought");
            return false;
        }
        return true;
    }

    /**
     * @param left what is left to pay
     * @throws UserError when that is more than the film's budget
     */
    static void requireBudget(Estimate left) {
        if (left.exceeds()) {
            throw UserError.refused((left.had() == 0 ? "this film costs " : "what is left to buy of this film costs ")
                    + MoneyText.words(left.total().usd()) + ", "
                    + MoneyText.words(left.excess().orElseThrow()) + " above its budget of "
                    + MoneyText.words(left.budgetUsd())
                    + ": raise budget_usd, or make it shorter or smaller; nothing was bought");
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
