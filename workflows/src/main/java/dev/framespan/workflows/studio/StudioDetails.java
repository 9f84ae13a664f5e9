package dev.framespan.workflows.studio;

import io.temporal.workflow.Workflow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tells in Temporal's own UI how a film stands, or a scene of it: the workflow's current details, in Markdown. They are no event of its history. */
final class StudioDetails {
    private static final int MOST_WAITING = 10;
    private static final Map<Item.State, String> WORDS = new EnumMap<>(Map.of(
            Item.State.DONE, "made",
            Item.State.IN_PROGRESS, "being made",
            Item.State.WAITING, "not begun",
            Item.State.PARKED, "waiting for an answer",
            Item.State.STOPPED, "stopped",
            Item.State.BLOCKED, "stopped with what they need",
            Item.State.SKIPPED, "left out"));

    private final String title;

    StudioDetails(String title) {
        this.title = title;
    }

    /**
     * @param counts of items in each state
     * @param parked those that wait for an answer
     */
    void show(Map<Item.State, Integer> counts, List<Item> parked) {
        StringBuilder words = new StringBuilder("**" + plain(title) + "**\n\n");
        for (Item.State state : Item.State.values()) {
            int count = counts.getOrDefault(state, 0);
            if (count > 0) {
                words.append("- ")
                        .append(count)
                        .append(' ')
                        .append(WORDS.get(state))
                        .append('\n');
            }
        }
        parked.stream().limit(MOST_WAITING).forEach(item -> words.append("\n**")
                .append(plain(item.id()))
                .append("**: ")
                .append(plain(item.stop().message()))
                .append('\n'));
        if (parked.size() > MOST_WAITING) {
            words.append("\nand ").append(parked.size() - MOST_WAITING).append(" more\n");
        }
        Workflow.setCurrentDetails(words.toString());
    }

    /** Words of others, without what Markdown would make of them. */
    private static String plain(String words) {
        return words.replaceAll("[<>*_`|\\[\\]#\\\\]", " ");
    }
}
