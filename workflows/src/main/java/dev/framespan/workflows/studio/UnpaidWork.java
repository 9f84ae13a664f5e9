package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.waiting.CancellationScopes;
import dev.framespan.workflows.waiting.OutageQueue;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is made without the provider: frames of clips, files of one's own that are brought into the store. It is in no list, but for what could not be
 * had.
 */
final class UnpaidWork {
    private final ItemStates items;
    private final CancellationScopes scopes;
    private final OutageQueue store;
    private final boolean parks;
    private final Map<String, Wanted<?>> parked = new LinkedHashMap<>();
    private int inProgress;

    /** @param work makes it; asked once more where it could not be had */
    private record Wanted<T>(
            String id,
            TakeKind kind,
            FailureKind otherwise,
            Functions.Func<Promise<T>> work,
            CompletablePromise<T> made) {}

    UnpaidWork(ItemStates items, CancellationScopes scopes, OutageQueue store, boolean parks) {
        this.items = items;
        this.scopes = scopes;
        this.store = store;
        this.parks = parks;
        scopes.onCancel(this::leaveAll);
    }

    private void leaveAll(RuntimeException cancelled) {
        List<Wanted<?>> all = List.copyOf(parked.values());
        parked.clear();
        all.forEach(wanted -> wanted.made().completeExceptionally(cancelled));
    }

    boolean areIdle() {
        return inProgress == 0;
    }

    boolean isParked(String id) {
        return parked.containsKey(id);
    }

    /**
     * Has it made.
     *
     * @param kind as what lists say of it that it could not be had
     * @param otherwise of its failure, where that says none
     * @param work fails with a {@link Stop} where it says what is wrong
     */
    <T> Promise<T> take(String id, TakeKind kind, FailureKind otherwise, Functions.Func<Promise<T>> work) {
        if (items.isLeftOut(id)) {
            Stop stop = Stop.of(FailureKind.SKIPPED, id, 1, "left out");
            items.put(Item.waiting(id, kind).skipped(stop));
            return Workflow.newFailedPromise(stop.failure());
        }
        if (!parks) {
            return begin(work).handle((made, failure) -> {
                if (failure == null) {
                    return made;
                }
                Stop stop = stop(id, otherwise, failure);
                items.put(Item.waiting(id, kind).stopped(stop));
                throw StopFailures.explained(failure, stop);
            });
        }
        Wanted<T> wanted = new Wanted<>(id, kind, otherwise, work, Workflow.newPromise());
        ask(wanted);
        return wanted.made();
    }

    private <T> void ask(Wanted<T> wanted) {
        if (store.holds(wanted.id())) {
            park(wanted, store.of(wanted.id(), 1));
            return;
        }
        begin(wanted.work()).handle((made, failure) -> {
            if (failure == null) {
                store.passed(wanted.id(), true);
                items.remove(wanted.id());
                wanted.made().complete(made);
            } else if (scopes.isClosed() && StopFailures.isCancelled(failure)) {
                wanted.made().completeExceptionally(failure);
            } else {
                stopped(wanted, stop(wanted.id(), wanted.otherwise(), failure));
            }
            return null;
        });
    }

    private <T> Promise<T> begin(Functions.Func<Promise<T>> work) {
        inProgress++;
        return work.apply().handle((made, failure) -> {
            inProgress--;
            if (failure == null) {
                return made;
            }
            throw failure;
        });
    }

    private static Stop stop(String id, FailureKind otherwise, RuntimeException failure) {
        return Stop.of(failure).orElseGet(() -> StopFailures.stop(otherwise, id, failure));
    }

    private void stopped(Wanted<?> wanted, Stop stop) {
        if (stop.kind() == FailureKind.STORE) {
            store.met(stop);
        } else {
            store.passed(wanted.id(), false);
        }
        park(wanted, stop);
    }

    private void park(Wanted<?> wanted, Stop stop) {
        String id = wanted.id();
        items.put(Item.waiting(id, wanted.kind()).parked(stop, Instant.ofEpochMilli(Workflow.currentTimeMillis())));
        parked.put(id, wanted);
        if (stop.kind() == FailureKind.STORE) {
            store.await(id, () -> askAgain(id));
        }
    }

    private void askAgain(String id) {
        Wanted<?> wanted = parked.remove(id);
        items.put(items.of(id).again());
        ask(wanted);
    }

    /** Takes something parked once more. */
    void again(String id) {
        if (items.of(id).stop().kind() == FailureKind.STORE) {
            store.open();
        } else {
            askAgain(id);
        }
    }

    /** Leaves out something parked. */
    void skip(String id) {
        Wanted<?> wanted = parked.remove(id);
        store.remove(id);
        Stop stop = Stop.of(FailureKind.SKIPPED, id, 1, "left out");
        items.put(items.of(id).skipped(stop));
        wanted.made().completeExceptionally(stop.failure());
    }
}
