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
    private final boolean parks;
    private final Map<String, WantedFrame> parked = new LinkedHashMap<>();
    private int inProgress;

    /** @param tries how often it was asked for again by itself */
    private record WantedFrame(String id, Clip clip, FramePosition at, CompletablePromise<Still> made, int tries) {
        WantedFrame again() {
            return new WantedFrame(id, clip, at, made, tries + 1);
        }
    }

    ClipFrames(CuttingRoom cuttingRoom, ItemStates items, CancellationScopes scopes, boolean parks) {
        this.cuttingRoom = cuttingRoom;
        this.items = items;
        this.scopes = scopes;
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
        WantedFrame wanted = new WantedFrame(id, clip, at, Workflow.newPromise(), 0);
        ask(wanted);
        return wanted.made();
    }

    private void ask(WantedFrame wanted) {
        begin(wanted.id(), wanted.clip(), wanted.at()).handle((frame, failure) -> {
            if (failure == null) {
                items.remove(wanted.id());
                wanted.made().complete(frame);
            } else if (scopes.isClosed() && StopFailures.isCancelled(failure)) {
                wanted.made().completeExceptionally(failure);
            } else {
                park(wanted, stop(wanted.id(), failure));
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

    private void park(WantedFrame wanted, Stop stop) {
        String id = wanted.id();
        items.put(Item.waiting(id, TakeKind.STILL).parked(stop, Instant.ofEpochMilli(Workflow.currentTimeMillis())));
        parked.put(id, wanted);
        if (stop.kind().isAskedAgainByItself()) {
            AskAgain.later(scopes, wanted.tries(), () -> {
                if (parked.get(id) == wanted) {
                    again(id);
                }
            });
        }
    }

    /** Takes something parked once more. */
    void again(String id) {
        WantedFrame wanted = parked.remove(id);
        items.put(items.of(id).again());
        ask(wanted.again());
    }

    /** Leaves out something parked. */
    void skip(String id) {
        WantedFrame wanted = parked.remove(id);
        Stop stop = Stop.of(FailureKind.SKIPPED, id, 1, "left out");
        items.put(items.of(id).skipped(stop));
        wanted.made().completeExceptionally(stop.failure());
    }
}
