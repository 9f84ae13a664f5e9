package dev.framespan.starter.progress;

import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.studio.Item;
import java.math.BigDecimal;

/**
 * The state of one still, clip or speech, in words.
 *
 * @param id of the keyframe, shot or speech
 * @param kind what is made
 * @param state where it is on its way
 * @param step what happens to it now; null unless it is being made
 * @param doing the same in words, or why it is held back
 * @param trouble why that does not go on, and is tried again; empty where nothing is wrong
 * @param percent the provider's, from 0 to 100; {@link #NO_PERCENT} where it says none
 * @param spentUsd what this run paid for it; zero before, and for what was bought before or is shared
 * @param beforeUsd what was paid for it before this run; zero for what is shared
 * @param stop why it stopped; null where it did not
 * @param unpriced whether it was bought, in this run or before, at a price that no list says: it counts as nothing in both
 */
public record ItemView(
        String id,
        TakeKind kind,
        Item.State state,
        Step step,
        String doing,
        String trouble,
        int percent,
        BigDecimal spentUsd,
        BigDecimal beforeUsd,
        Stop stop,
        boolean unpriced) {
    public static final int NO_PERCENT = -1;

    private static final String KEPT = "kept";
    private static final int WHOLE = 100;

    /** What the film's workflow alone knows. */
    public static ItemView of(Item item) {
        Step step = item.state() == Item.State.IN_PROGRESS ? Step.STARTING : null;
        return new ItemView(
                item.id(),
                item.kind(),
                item.state(),
                step,
                words(item),
                "",
                NO_PERCENT,
                price(item, true),
                price(item, false),
                item.stop(),
                isUnpriced(item));
    }

    public static ItemView inProgress(Item item, Step step) {
        return inProgress(item, step, step.words(), NO_PERCENT);
    }

    public static ItemView rendering(Item item, int percent) {
        return inProgress(item, Step.RENDERING, Step.RENDERING.words(), percent);
    }

    /** What its film did not wait to show, as it was cancelled, and is here: the next render pays nothing for it. */
    public static ItemView kept(Item item) {
        ItemView stopped = of(item);
        return new ItemView(
                item.id(),
                item.kind(),
                item.state(),
                null,
                KEPT,
                "",
                NO_PERCENT,
                stopped.spentUsd(),
                stopped.beforeUsd(),
                item.stop(),
                stopped.unpriced());
    }

    /** @param why in the words of its workflow */
    public static ItemView heldBack(Item item, String why) {
        return inProgress(item, Step.HELD_BACK, why, NO_PERCENT);
    }

    private static ItemView inProgress(Item item, Step step, String doing, int percent) {
        return new ItemView(
                item.id(),
                item.kind(),
                item.state(),
                step,
                doing,
                "",
                percent,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                false);
    }

    /** The same, in trouble. */
    public ItemView withTrouble(String newTrouble) {
        return new ItemView(id, kind, state, step, doing, newTrouble, percent, spentUsd, beforeUsd, stop, unpriced);
    }

    /** What it is in a storyboard. */
    public String place() {
        return switch (kind) {
            case STILL -> "keyframe";
            case CLIP -> "shot";
            case SPEECH -> "voice";
        };
    }

    /** Whether nothing more will happen to it in this run. */
    boolean hasEnded() {
        return switch (state) {
            case WAITING, IN_PROGRESS, PARKED -> false;
            case DONE, STOPPED, BLOCKED, SKIPPED -> true;
        };
    }

    /** Whether it stopped with its film, and is here all the same. */
    boolean isKept() {
        return state == Item.State.STOPPED && doing.equals(KEPT);
    }

    /** Whether something keeps it from going on. */
    boolean isHeldUp() {
        return step == Step.HELD_BACK || step == Step.UNKNOWN || waitsForNextDay() || !trouble.isEmpty();
    }

    /** What keeps it from going on; empty where nothing does. */
    String cause() {
        if (!trouble.isEmpty()) {
            return trouble + ", asking again";
        }
        if (waitsForNextDay()) {
            return stop.message();
        }
        return isHeldUp() ? doing : "";
    }

    /** Whether it goes on by itself on the next day. */
    private boolean waitsForNextDay() {
        return state == Item.State.PARKED && stop.waitsForNextDay();
    }

    /** Whether this run pays nothing for it, because it was bought before. */
    boolean isBoughtBefore() {
        return beforeUsd.signum() > 0;
    }

    /** Whether it is charged for, and not yet had. */
    boolean isCharged() {
        return step != null && step.isCharged();
    }

    /** {@code rendering 43 %}, and what holds it up. */
    public String words() {
        return (percent == NO_PERCENT ? doing : doing + " " + percent + " %") + why();
    }

    private String why() {
        return trouble.isEmpty() ? "" : "; " + trouble + ", asking again";
    }

    /** How far it has come, from 0 to 100. */
    int overallPercent() {
        return switch (state) {
            case WAITING, PARKED, BLOCKED -> 0;
            case STOPPED -> isKept() ? WHOLE : 0;
            case DONE, SKIPPED -> WHOLE;
            case IN_PROGRESS -> step.overallPercent(percent);
        };
    }

    private static String words(Item item) {
        return switch (item.state()) {
            case WAITING -> item.sharedWith() == null ? "waiting" : "waiting for " + item.sharedWith();
            case IN_PROGRESS -> Step.STARTING.words();
            case PARKED -> "parked: " + item.stop().message();
            case DONE -> done(item);
            case STOPPED -> "stopped: " + item.stop().message();
            case BLOCKED -> "not started";
            case SKIPPED -> "left out";
        };
    }

    private static String done(Item item) {
        if (item.sharedWith() != null) {
            return "done, shared with " + item.sharedWith();
        }
        return item.take() != null && !item.take().bought() ? "done, bought before" : "done";
    }

    private static boolean isUnpriced(Item item) {
        return item.take() != null && item.sharedWith() == null && item.take().priceUsd() == null;
    }

    private static BigDecimal price(Item item, boolean bought) {
        boolean counts = item.take() != null && item.take().bought() == bought && item.sharedWith() == null;
        return counts ? item.take().countedUsd() : BigDecimal.ZERO;
    }
}
