package dev.framespan.starter.progress;

import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Item;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a film stands at one moment.
 *
 * @param items keyframes, then shots, then what is spoken; none before the film's workflow has begun
 * @param cutting {@code conforming} or {@code joining}; empty while clips are being made
 * @param note what keeps it from going on; empty where nothing does
 * @param least how far it had come before, from 0 to 100: no progress is taken back, whatever stops
 * @param waits whether all that is left waits for an answer
 * @param paused whether nothing new is begun until it is resumed
 */
public record Snapshot(List<ItemView> items, String cutting, String note, int least, boolean waits, boolean paused) {
    public static final Snapshot NONE = new Snapshot(List.of(), "", "", 0, false, false);

    /** How a note begins that says what a workflow of one's own waits for itself. */
    public static final String WAITING_FOR = "waiting for ";

    // A clip takes longer than a still, and the joining is done in no time.
    private static final int STILL = 1;
    private static final int CLIP = 4;
    private static final int SPEECH = 1;
    private static final int JOINING = 2;

    public Snapshot {
        items = List.copyOf(items);
    }

    public static Snapshot of(List<ItemView> items, String cutting) {
        return new Snapshot(items, cutting, "", 0, false, false);
    }

    /** The same, with something to say about it. */
    public Snapshot with(String words) {
        return new Snapshot(items, cutting, words, least, waits, paused);
    }

    /** The same, not behind an earlier one of the film. */
    public Snapshot after(Snapshot earlier) {
        return new Snapshot(items, cutting, note, earlier.percent(), waits, paused);
    }

    /** The same; whether all that is left waits for an answer. */
    public Snapshot waits(boolean answerable) {
        return new Snapshot(items, cutting, note, least, answerable, paused);
    }

    /** The same; whether nothing new is begun. */
    public Snapshot paused(boolean held) {
        return new Snapshot(items, cutting, note, least, waits, held);
    }

    /** What a workflow of one's own waits for itself, {@code your choice of the hero shot}; empty for nothing. */
    public String awaited() {
        return note.startsWith(WAITING_FOR) ? note.substring(WAITING_FOR.length()) : "";
    }

    /** Why each of those stopped that wait for an answer. */
    public List<Stop> stops() {
        return items.stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .map(ItemView::stop)
                .toList();
    }

    public BigDecimal spentUsd() {
        return sum(ItemView::spentUsd);
    }

    private BigDecimal beforeUsd() {
        return sum(ItemView::beforeUsd);
    }

    private BigDecimal sum(Function<ItemView, BigDecimal> money) {
        return items.stream().map(money).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * What is charged for and not yet had.
     *
     * @param prices by the price list, by the id of a keyframe or shot
     */
    BigDecimal committedUsd(Map<String, BigDecimal> prices) {
        return items.stream()
                .filter(ItemView::isCharged)
                .map(item -> prices.getOrDefault(item.id(), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** {@code $1.20 (of which $0.50 before) + $0.70 committed of $2.82}. @param estimateUsd null where it is not known */
    String money(BigDecimal estimateUsd, Map<String, BigDecimal> prices) {
        BigDecimal committed = committedUsd(prices);
        BigDecimal before = beforeUsd();
        return MoneyText.words(spentUsd().add(before))
                + (before.signum() == 0 ? "" : " (of which " + MoneyText.words(before) + " before)")
                + (committed.signum() == 0 ? "" : " + " + MoneyText.words(committed) + " committed")
                + (estimateUsd == null ? "" : " of " + MoneyText.words(estimateUsd))
                + unpriced();
    }

    private String unpriced() {
        long unpriced = items.stream().filter(ItemView::unpriced).count();
        return unpriced == 0 ? "" : ", " + MoneyText.unpriced(Math.toIntExact(unpriced));
    }

    /** How many stills, clips and texts are finished. */
    public long done() {
        return items.stream().filter(item -> item.state() == Item.State.DONE).count();
    }

    /** How far the film has come, from 0 to 100. */
    public int percent() {
        if (items.isEmpty()) {
            return least;
        }
        long whole = JOINING;
        long made = 0;
        for (ItemView item : items) {
            int weight =
                    switch (item.kind()) {
                        case STILL -> STILL;
                        case CLIP -> CLIP;
                        case SPEECH -> SPEECH;
                    };
            whole += weight;
            made += (long) weight * item.overallPercent();
        }
        return Math.max(least, (int) (made / whole));
    }
}
