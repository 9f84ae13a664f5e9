package dev.framespan.activities.account;

import dev.framespan.workflows.account.Permit;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks this process has asked the provider for, so that each of many has its turn, and which of them the provider did not know. The
 * thousand that were asked for last are remembered.
 */
final class TaskLooks {
    static final int REMEMBERED = 1000;

    /** A provider that has just restarted may not know its tasks yet. */
    private static final long APART = Duration.ofSeconds(30).toNanos();

    private final Map<String, Look> looks = new LinkedHashMap<>();
    private long turn;

    /** @param missingSince by {@link System#nanoTime()}; null where the provider knew the task, or has not answered yet */
    private record Look(long turn, Long missingSince) {}

    /** The same permits: first those whose tasks were never asked for, then the others, the longest ago first. */
    synchronized List<Permit> inTurn(List<Permit> permits) {
        return permits.stream()
                .sorted(Comparator.comparingLong((Permit permit) -> looks.containsKey(permit.task())
                        ? looks.get(permit.task()).turn()
                        : 0))
                .toList();
    }

    synchronized void asks(String task) {
        Look before = looks.remove(task);
        turn++;
        looks.put(task, new Look(turn, before == null ? null : before.missingSince()));
        if (looks.size() > REMEMBERED) {
            looks.remove(looks.keySet().iterator().next());
        }
    }

    /** The provider knows the task that it was asked for. */
    synchronized void isKnown(String task) {
        looks.computeIfPresent(task, (key, look) -> new Look(look.turn(), null));
    }

    /**
     * The provider does not know the task that it was asked for.
     *
     * @return whether that counts: it was so before, half a minute ago or longer, and not otherwise since then
     */
    synchronized boolean isGone(String task, long now) {
        Look look = looks.computeIfPresent(
                task, (key, asked) -> asked.missingSince() == null ? new Look(asked.turn(), now) : asked);
        return look != null && now - look.missingSince() >= APART;
    }
}
