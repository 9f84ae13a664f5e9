package dev.framespan.workflows.waiting;

import dev.framespan.workflows.generation.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one outage holds: a store without room, a provider that is away. One purchase or frame is tried for all, in turn, more and more seldom;
 * when it meets another answer, all are asked for again. What stops alone, as where a record of its own is damaged, holds nothing up: only
 * after several in a row have met the same, what comes next is not even asked for.
 */
public final class OutageQueue {
    private static final int SEVERAL = 3;

    private final CancellationScopes scopes;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();
    private final Map<String, Integer> met = new HashMap<>();
    // Without another answer in between.
    private final Set<String> inARow = new HashSet<>();
    private Stop last;
    private int tries;
    private boolean timing;

    private record Waiting(String id, Runnable again) {}

    public OutageQueue(CancellationScopes scopes) {
        this.scopes = scopes;
    }

    /** Whether it is not even to be asked for: it would meet the same. */
    public boolean holds(String id) {
        return inARow.size() >= SEVERAL && !tried.contains(id);
    }

    /** Why something stops that is not even asked for. */
    public Stop of(String id, int take) {
        return Stop.of(last.kind(), id, take, last.message()).answered(last.status(), last.code());
    }

    /** It was asked for, and met the outage. */
    public void met(Stop stop) {
        last = stop;
        tried.remove(stop.id());
        met.merge(stop.id(), 1, Integer::sum);
        inARow.add(stop.id());
    }

    /** @param again asks for it once more: when it is tried for all, or all are */
    public void await(String id, Runnable again) {
        waiting.add(new Waiting(id, again));
        await();
    }

    /**
     * It met another answer: where it was tried, there is none of this for all. What was made shows that, too, but so often that only what was not
     * even asked for is asked for then.
     *
     * @param made whether it was made
     */
    public void passed(String id, boolean made) {
        met.remove(id);
        if (tried.remove(id)) {
            open();
        } else if (made) {
            inARow.clear();
            ask(waiting.stream().filter(each -> !met.containsKey(each.id())).toList());
        }
    }

    /** Asks for all. */
    public void open() {
        inARow.clear();
        tries = 0;
        ask(List.copyOf(waiting));
    }

    /** It waits no longer: what was to come of it was decided otherwise. */
    public void remove(String id) {
        waiting.removeIf(each -> each.id().equals(id));
        tried.remove(id);
        met.remove(id);
        inARow.remove(id);
    }

    /** Asks for nothing any more. */
    public void close() {
        waiting.clear();
    }

    private void ask(List<Waiting> all) {
        waiting.removeAll(all);
        all.forEach(each -> each.again().run());
    }

    private void await() {
        if (timing || waiting.isEmpty()) {
            return;
        }
        timing = true;
        AskAgain.later(scopes, tries, () -> {
            timing = false;
            tries++;
            tryNext();
            await();
        });
    }

    /** What has met it least often comes first: what is broken by itself does not keep the others from showing that it is over. */
    private void tryNext() {
        waiting.stream()
                .min(Comparator.comparing(each -> met.getOrDefault(each.id(), 0)))
                .ifPresent(next -> {
                    tried.add(next.id());
                    ask(List.of(next));
                });
    }
}
