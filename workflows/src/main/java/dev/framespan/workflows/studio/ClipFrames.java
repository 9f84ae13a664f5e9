package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TakeKind;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames taken from clips. They are in no list, but for those that could not be taken. */
final class ClipFrames {
    private final CuttingRoom cuttingRoom;
    private final ItemStates items;
    private final CancellationScopes scopes;
    private final OutageQueue store;
    private final boolean parks;
    private final Map<String, WantedFrame> parked = new LinkedHashMap<>();
    private int inProgress;

    private record WantedFrame(String id, Clip clip, FramePosition at, CompletablePromise<Still> made) {}

    ClipFrames(CuttingRoom cuttingRoom, ItemStates items, CancellationScopes scopes, OutageQueue store, boolean parks) {
        this.cuttingRoom = cuttingRoom;
        this.items = items;
        this.scopes = scopes;
        this.store = store;
        this.parks = parks;
        scopes.onCancel(this::leaveAll);
    }

    private void leaveAll(RuntimeException cancelled) {
        List<WantedFrame> all = List.copyOf(parked.values());
        parked.clear();
        all.forEach(wanted -> wanted.made().completeExceptionally(cancelled));
    }

    boolean areIdle() {
        return inProgress == 0;
    }

    boolean isParked(String id) {
        return parked.containsKey(id);
    }

    Promise<Still> take(String id, Clip clip, FramePosition at) {
        if (items.isLeftOut(id)) {
            Stop stop = Stop.of(FailureKind.SKIPPED, id, 1, "left out");
            items.put(Item.waiting(id, TakeKind.STILL).skipped(stop));
            return Workflow.newFailedPromise(stop.failure());
        }
        if (!parks) {
            return begin(id, clip, at).handle((frame, failure) -> {
                if (failure == null) {
                    return frame;
                }
                Stop stop = stop(id, failure);
                items.put(Item.waiting(id, TakeKind.STILL).stopped(stop));
                throw StopFailures.explained(failure, stop);
            });
        }
        WantedFrame wanted = new WantedFrame(id, clip, at, Workflow.newPromise());
        ask(wanted);
        return wanted.made();
    }

    private void ask(WantedFrame wanted) {
        if (store.holds(wanted.id())) {
            park(wanted, store.of(wanted.id(), 1));
            return;
        }
        begin(wanted.id(), wanted.clip(), wanted.at()).handle((frame, failure) -> {
            if (failure == null) {
                store.passed(wanted.id(), true);
                items.remove(wanted.id());
                wanted.made().complete(frame);
            } else if (scopes.isClosed() && StopFailures.isCancelled(failure)) {
                wanted.made().completeExceptionally(failure);
            } else {
                stopped(wanted, stop(wanted.id(), failure));
            }
            return null;
        });
    }

    private Promise<Still> begin(String id, Clip clip, FramePosition at) {
        inProgress++;
        return cuttingRoom.frame(id, clip, at).handle((frame, failure) -> {
            inProgress--;
            if (failure == null) {
                return frame;
            }
            throw failure;
        });
    }

    private static Stop stop(String id, RuntimeException failure) {
        return Stop.of(failure).orElseGet(() -> StopFailures.stop(FailureKind.MEDIA, id, failure));
    }

    private void stopped(WantedFrame wanted, Stop stop) {
        if (stop.kind() == FailureKind.STORE) {
            store.met(stop);
        } else {
            store.passed(wanted.id(), false);
        }
        park(wanted, stop);
    }

    private void park(WantedFrame wanted, Stop stop) {
        String id = wanted.id();
        items.put(Item.waiting(id, TakeKind.STILL).parked(stop, Instant.ofEpochMilli(Workflow.currentTimeMillis())));
        parked.put(id, wanted);
        if (stop.kind() == FailureKind.STORE) {
            store.await(id, () -> askAgain(id));
        }
    }

    private void askAgain(String id) {
        WantedFrame wanted = parked.remove(id);
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
        WantedFrame wanted = parked.remove(id);
        store.remove(id);
        Stop stop = Stop.of(FailureKind.SKIPPED, id, 1, "left out");
        items.put(items.of(id).skipped(stop));
        wanted.made().completeExceptionally(stop.failure());
    }
}
