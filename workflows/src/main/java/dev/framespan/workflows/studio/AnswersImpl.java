package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TakeKind;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** See {@link StudioAnswers}. */
final class AnswersImpl implements StudioAnswers {
    private final Studio studio;
    private final AnswerActivities activities;
    private final String whole;

    AnswersImpl(Studio studio, StudioSettings settings) {
        this.studio = studio;
        this.activities = new AnswerActivities(settings);
        this.whole = settings.run() == null ? "film" : "scene";
    }

    @Override
    public List<Item> items() {
        return studio.items();
    }

    @Override
    public Item fix(Fix fix) {
        TakeRequest changed = changed(fix);
        for (Still still : lent(fix)) {
            if (studio.stillOf(still.id()) == null) {
                studio.elsewhere(still.id(), Workflow.newPromise(still));
            }
        }
        studio.takes().change(fix.id(), changed);
        if (fix.plan() != null) {
            studio.planned(fix.plan());
        }
        return studio.item(fix.id());
    }

    @Override
    public void validateFix(Fix fix) {
        require(fix != null && fix.request() != null, "a fix says what is to be made");
        Item item = bought(fix.id());
        require(
                fix.request().kind() == item.kind(),
                fix.id() + " is a " + word(item) + ", and can only be made as one");
        for (String still : new String[] {fix.from(), fix.to()}) {
            require(still == null || still(fix, still) != null, "there is no keyframe " + still + " in this " + whole);
        }
        studio.checks().require(fix.id(), changed(fix));
    }

    /** One of this workflow, or else one that is lent; null where there is neither. */
    private Promise<Still> still(Fix fix, String id) {
        Promise<Still> known = studio.stillOf(id);
        return known != null
                ? known
                : lent(fix).stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .map(Workflow::newPromise)
                        .orElse(null);
    }

    private static List<Still> lent(Fix fix) {
        return fix.lent() == null ? List.of() : fix.lent();
    }

    private TakeRequest changed(Fix fix) {
        TakeRequest before = studio.asked(fix.id());
        if (before instanceof ClipRequest clip) {
            return new ClipRequest(
                    clip.id(),
                    fix.request(),
                    fix.from() == null ? clip.from() : still(fix, fix.from()),
                    fix.to() == null ? clip.to() : still(fix, fix.to()),
                    clip.references(),
                    clip.video());
        }
        if (before instanceof StillRequest still) {
            return new StillRequest(still.id(), fix.request(), still.references());
        }
        return new SpeechRequest(before.id(), fix.request());
    }

    @Override
    public Item retake(Retake retake) {
        String id = retake.id();
        int number = studio.takes().nextTake(id, retake.take());
        if (studio.purchases().isParked(id)) {
            return fix(
                    new Fix(id, studio.asked(id).request().copy().take(number).build(), null, null, retake.plan()));
        }
        studio.takes().retake(id, number);
        if (retake.plan() != null) {
            studio.planned(retake.plan());
        }
        return studio.item(id);
    }

    @Override
    public void validateRetake(Retake retake) {
        require(retake != null, "a retake says of what");
        String id = retake.id();
        Item item = known(id);
        boolean made = item.state() == Item.State.DONE;
        require(made || studio.purchases().isParked(id), id + " is " + word(item.state()) + "; " + waits());
        require(retake.take() == null || retake.take() > 0, "takes are counted from 1");
        require(
                !made || !studio.isShown(id) && !studio.isFinished(),
                "the film is about to be joined; when it is done, run the same command again, for its next render");
        require(
                !made || item.kind() == TakeKind.CLIP,
                id + " is made, and clips may be made from it; change it in the storyboard");
    }

    @Override
    public Item adopt(String id, String task) {
        activities.adopt(studio.purchases().purchase(id), task);
        return again(id);
    }

    @Override
    public void validateAdopt(String id, String task) {
        require(task != null && task.matches("[A-Za-z0-9_.:-]{1,200}"), "a task's id is a word of the provider's");
        require(
                bought(id).stop().kind() == FailureKind.AMBIGUOUS,
                id + " is not in doubt: " + studio.item(id).stop().message());
    }

    @Override
    public Item rebuy(String id) {
        activities.rebuy(id);
        return again(id);
    }

    @Override
    public void validateRebuy(String id) {
        Stop stop = bought(id).stop();
        require(
                stop.kind().needsRebuy() || stop.kind().isLookedForAgain(),
                id + " waits for something else than to be bought once more: " + stop.message());
    }

    @Override
    public Item skip(String id) {
        if (studio.unpaid().isParked(id)) {
            studio.unpaid().skip(id);
        } else {
            studio.purchases().skip(id);
        }
        return studio.item(id);
    }

    @Override
    public void validateSkip(String id) {
        parked(id);
        require(!studio.joins().isParked(id), id + " is the joining of the film, which cannot be left out");
    }

    private Item again(String id) {
        // Another answer may have come while the store or the provider was asked.
        if (studio.unpaid().isParked(id)) {
            studio.unpaid().again(id);
        } else if (studio.joins().isParked(id)) {
            studio.joins().again();
        } else if (studio.purchases().isParked(id)) {
            studio.purchases().again(id);
        }
        return studio.item(id);
    }

    @Override
    public List<String> goOn() {
        List<String> ids = parked(this::canBeAskedAgain);
        boolean account = false;
        for (String id : ids) {
            // Another one may have been tried in its place.
            if (isParked(id)) {
                // One purchase is enough to find out whether the account is accepted again.
                boolean held = studio.item(id).stop().kind().concernsAccount();
                if (!held || !account) {
                    again(id);
                }
                account |= held;
            }
        }
        return ids;
    }

    @Override
    public void validateGoOn() {
        requireOpen();
        require(!parked(this::canBeAskedAgain).isEmpty(), "nothing waits that could be asked for once more");
    }

    /** Not where something that it is made from is not there. */
    private boolean canBeAskedAgain(Item item) {
        return !studio.purchases().isParked(item.id()) || studio.purchases().request(item.id()) != null;
    }

    @Override
    public void pause() {
        studio.purchases().pause();
    }

    @Override
    public void validatePause() {
        require(!studio.isPaused(), "it is paused already");
        require(!studio.isFinished(), "nothing is left to begin");
    }

    @Override
    public void resume() {
        studio.purchases().resume();
    }

    @Override
    public void validateResume() {
        require(studio.isPaused(), "it is not paused");
    }

    private Item known(String id) {
        requireOpen();
        Item item = id == null ? null : studio.item(id);
        require(item != null, "there is no shot, keyframe or speech " + id + " in this " + whole);
        require(
                item.sharedWith() == null,
                id + " shows the same as " + item.sharedWith() + ", and is answered with that");
        return item;
    }

    private Item parked(String id) {
        Item item = known(id);
        require(isParked(id), id + " is " + word(item.state()) + "; " + waits());
        return item;
    }

    /** Parked, and to be bought. */
    private Item bought(String id) {
        Item item = parked(id);
        require(
                !studio.joins().isParked(id),
                id + " is the joining of the film: it is asked for once more by itself, and by continue");
        require(
                !studio.unpaid().isParked(id),
                id + " costs nothing and is not bought: it can be left out, or asked for once more by continue");
        return item;
    }

    private boolean isParked(String id) {
        return studio.purchases().isParked(id)
                || studio.unpaid().isParked(id)
                || studio.joins().isParked(id);
    }

    private List<String> parked(Predicate<Item> which) {
        List<String> ids = new ArrayList<>();
        for (Item item : studio.items()) {
            if (isParked(item.id()) && which.test(item)) {
                ids.add(item.id());
            }
        }
        return ids;
    }

    private String waits() {
        List<String> ids = parked(item -> true);
        return ids.isEmpty()
                ? "nothing waits for an answer"
                : "an answer is waited for about " + String.join(", ", ids);
    }

    private static String word(Item item) {
        return switch (item.kind()) {
            case STILL -> "still";
            case CLIP -> "clip";
            case SPEECH -> "speech";
        };
    }

    private static String word(Item.State state) {
        return switch (state) {
            case WAITING -> "not begun";
            case IN_PROGRESS -> "being made";
            case PARKED -> "parked";
            case DONE -> "made";
            case STOPPED, BLOCKED -> "stopped";
            case SKIPPED -> "left out";
        };
    }

    /** What is begun when the receipt is being written would stand in none. */
    private void requireOpen() {
        require(
                studio.session() == null || !studio.session().isOver(),
                "the film is about to end; run the same command again, for its next render");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
