package dev.framespan.starter.progress;

import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Item;
import java.math.BigDecimal;
import java.util.Set;

/**
 * How one still or clip stands, in the words of people.
 *
 * @param id of the keyframe or shot
 * @param still whether it is a still; else it is a clip
 * @param state where it is on its way
 * @param doing what happens to it now: {@code queued}, {@code rendering}, {@code fetching}
 * @param trouble why that does not go on, and is tried again; empty where nothing is wrong
 * @param percent the provider's, from 0 to 100; {@link #NO_PERCENT} where it says none
 * @param spentUsd what this run paid for it; zero before, and for what was bought before or is shared
 * @param stop why it stopped; null where it did not
 */
public record ItemView(
        String id,
        boolean still,
        Item.State state,
        String doing,
        String trouble,
        int percent,
        BigDecimal spentUsd,
        Stop stop) {
    public static final int NO_PERCENT = -1;

    /** What a task does that the provider knows no more, for the moment. */
    public static final String UNKNOWN = "unknown to the provider, asking again";

    private static final String RENDERING = "rendering";
    private static final Set<String> CHARGED =
            Set.of("submitted", "queued", RENDERING, UNKNOWN, "fetching", "checking");
    // How far each step brings a still or clip, in hundredths: most of the time goes by while the provider renders.
    private static final int SUBMITTED = 5;
    private static final int RENDERED = 85;
    private static final int WHOLE = 100;

    /** What the film's workflow alone knows. */
    public static ItemView of(Item item) {
        return new ItemView(
                item.id(), item.still(), item.state(), words(item), "", NO_PERCENT, spent(item), item.stop());
    }

    public static ItemView moving(Item item, String doing) {
        return new ItemView(item.id(), item.still(), item.state(), doing, "", NO_PERCENT, BigDecimal.ZERO, null);
    }

    public static ItemView rendering(Item item, int percent) {
        return new ItemView(item.id(), item.still(), item.state(), RENDERING, "", percent, BigDecimal.ZERO, null);
    }

    /** The same, held up. */
    public ItemView heldUp(String why) {
        return new ItemView(id, still, state, doing, why, percent, spentUsd, stop);
    }

    /** Whether it is charged for, and not yet had. */
    boolean isCharged() {
        return state == Item.State.IN_PROGRESS && CHARGED.contains(doing);
    }

    /** {@code rendering 43 %}, and what holds it up. */
    public String words() {
        return held(percent == NO_PERCENT ? doing : doing + " " + percent + " %");
    }

    /** The same without the percent. */
    String step() {
        return held(doing);
    }

    private String held(String words) {
        return trouble.isEmpty() ? words : words + "; " + trouble + ", asking again";
    }

    /** How far it has come, from 0 to 100. */
    int hundredths() {
        return switch (state) {
            case WAITING -> 0;
            case DONE, STOPPED, BLOCKED -> WHOLE;
            case IN_PROGRESS -> doing.equals(RENDERING)
                    ? SUBMITTED + percent * (RENDERED - SUBMITTED) / WHOLE
                    : doing.equals("fetching") || doing.equals("checking") ? RENDERED : SUBMITTED;
        };
    }

    private static String words(Item item) {
        return switch (item.state()) {
            case WAITING -> item.sharedWith() == null ? "waiting" : "waiting for " + item.sharedWith();
            case IN_PROGRESS -> "in motion";
            case DONE -> done(item);
            case STOPPED -> "stopped: " + item.stop().message();
            case BLOCKED -> "not begun";
        };
    }

    private static String done(Item item) {
        if (item.sharedWith() != null) {
            return "done, shared with " + item.sharedWith();
        }
        return item.take() != null && !item.take().bought() ? "done, bought before" : "done";
    }

    private static BigDecimal spent(Item item) {
        boolean paid = item.take() != null && item.take().bought() && item.sharedWith() == null;
        return paid ? item.take().priceUsd() : BigDecimal.ZERO;
    }
}
