package dev.framespan.workflows.waiting;

import dev.framespan.workflows.generation.Stop;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a limit had no room for, until there may be some. The cheapest comes first: where it does not fit, nothing does. So a long queue
 * costs a question or two, and not one for each that waits.
 */
public final class LimitQueue {
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();
    private int openings;
    private BigDecimal tooDear;
    private RuntimeException closed;

    private record Waiting(Stop stop, CompletablePromise<Void> room) {
        private BigDecimal price() {
            return stop.priceUsd();
        }
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How often there may have been more room so far: to be noted before the limit is asked. */
    public int openings() {
        return openings;
    }

    /** Whether something no dearer has been refused since there may have been room last. */
    public boolean isTooDear(Stop refused) {
        return tooDear != null
                && refused.priceUsd() != null
                && refused.priceUsd().compareTo(tooDear) >= 0;
    }

    /**
     * A promise that is kept when there may be room: at once where that came about since the limit was asked.
     *
     * @param refused what the limit answered
     * @param noted {@link #openings()} before it was asked
     */
    public Promise<Void> room(Stop refused, int noted) {
        tried.remove(refused.id());
        if (closed != null) {
            return Workflow.newFailedPromise(closed);
        }
        if (noted != openings) {
            return Workflow.newPromise((Void) null);
        }
        if (refused.priceUsd() != null && !isTooDear(refused)) {
            tooDear = refused.priceUsd();
        }
        Waiting next = new Waiting(refused, Workflow.newPromise());
        waiting.add(next);
        return next.room();
    }

    /** There may be room for all. */
    public void open() {
        openings++;
        tooDear = null;
        List<Waiting> all = cheapestFirst();
        waiting.clear();
        all.forEach(each -> each.room().complete(null));
    }

    /** There may be room for one. */
    public void tryCheapest() {
        openings++;
        tooDear = null;
        if (!waiting.isEmpty()) {
            Waiting cheapest = cheapestFirst().get(0);
            waiting.remove(cheapest);
            tried.add(cheapest.stop().id());
            cheapest.room().complete(null);
        }
    }

    /** Tries it no more. @return whether it was the one that was tried, so that there may be room for more */
    public boolean forgetTried(String id) {
        return tried.remove(id);
    }

    /** It waits no longer: what was to come of it was decided otherwise. */
    public void remove(String id) {
        waiting.removeIf(each -> each.stop().id().equals(id));
        tried.remove(id);
    }

    /** Whether it is the one that is tried, to find out whether there is room. */
    public boolean isTried(String id) {
        return tried.contains(id);
    }

    /** There will be no room for what waits now. */
    public void refuse() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(each -> each.room().completeExceptionally(each.stop().failure()));
    }

    /** Nothing is asked for any more. */
    public void close(RuntimeException why) {
        closed = why;
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(each -> each.room().completeExceptionally(why));
    }

    /** Those of one price in the order in which they came. */
    private List<Waiting> cheapestFirst() {
        return waiting.stream()
                .sorted(Comparator.comparing(Waiting::price, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }
}
