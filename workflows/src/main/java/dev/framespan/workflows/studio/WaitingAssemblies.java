package dev.framespan.workflows.studio;

import dev.framespan.workflows.waiting.CancellationScopes;
import dev.framespan.workflows.waiting.OutageQueue;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Films whose clips could not be joined because the store is full or away: asked for again as all that waits for that. In lists while they wait. */
final class WaitingAssemblies {
    private final ItemStates items;
    private final RequestNames names;
    private final OutageQueue store;
    private final CancellationScopes scopes;
    private final Map<String, WantedAssembly> parked = new LinkedHashMap<>();

    /** @param id null before it was parked */
    private record WantedAssembly(String id, Functions.Func<Promise<Film>> join, CompletablePromise<Film> made) {}

    WaitingAssemblies(ItemStates items, RequestNames names, OutageQueue store, CancellationScopes scopes) {
        this.items = items;
        this.names = names;
        this.store = store;
        this.scopes = scopes;
        scopes.onCancel(this::leaveAll);
    }

    private void leaveAll(RuntimeException cancelled) {
        List<WantedAssembly> all = List.copyOf(parked.values());
        parked.clear();
        all.forEach(wanted -> end(wanted, null, cancelled));
    }

    boolean isParked(String id) {
        return parked.containsKey(id);
    }

    /** Joins until that goes well, or fails for a reason that does not pass. */
    Promise<Film> made(Functions.Func<Promise<Film>> join) {
        WantedAssembly wanted = new WantedAssembly(null, join, Workflow.newPromise());
        ask(wanted);
        return wanted.made();
    }

    private void ask(WantedAssembly wanted) {
        wanted.join().apply().handle((film, failure) -> {
            if (failure != null && !scopes.isClosed() && JoinStop.is(failure)) {
                park(wanted, failure);
            } else {
                end(wanted, film, failure);
            }
            return null;
        });
    }

    private void park(WantedAssembly wanted, RuntimeException failure) {
        String id = wanted.id() == null ? names.ofJoin() : wanted.id();
        Item waits = JoinStop.parked(id, failure);
        items.put(waits);
        parked.put(id, new WantedAssembly(id, wanted.join(), wanted.made()));
        store.met(waits.stop());
        store.await(id, () -> {
            items.put(items.of(id).again());
            ask(parked.remove(id));
        });
    }

    private void end(WantedAssembly wanted, Film film, RuntimeException failure) {
        if (wanted.id() != null) {
            store.passed(wanted.id(), failure == null);
            items.remove(wanted.id());
        }
        if (failure == null) {
            wanted.made().complete(film);
        } else {
            wanted.made().completeExceptionally(failure);
        }
    }

    /** Asks at once for what waits for the store. */
    void again() {
        store.open();
    }
}
