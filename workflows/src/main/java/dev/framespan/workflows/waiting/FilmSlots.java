package dev.framespan.workflows.waiting;

import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;

/** Slots of one film, counted in its own workflow: no event, no thread. */
public final class FilmSlots implements Slots {
    private final Deque<CompletablePromise<Void>> waiting = new ArrayDeque<>();
    private int free;
    private boolean serving;
    private boolean paused;

    public FilmSlots(int limit) {
        this.free = limit;
    }

    @Override
    public Promise<Void> acquire() {
        CompletablePromise<Void> slot = Workflow.newPromise();
        waiting.add(slot);
        serve();
        return slot;
    }

    @Override
    public void release() {
        free++;
        serve();
    }

    /** Grants no more, until it is told to {@linkplain #resume go on}; what was granted is not taken back. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
        serve();
    }

    public boolean isPaused() {
        return paused;
    }

    /**
     * What fails at once gives its slot back from within {@code complete}. That slot is for this loop to give on: served from
     * there, thousands that fail at once would stand on one stack.
     */
    private void serve() {
        if (serving) {
            return;
        }
        serving = true;
        try {
            while (free > 0 && !paused && !waiting.isEmpty()) {
                free--;
                waiting.remove().complete(null);
            }
        } finally {
            serving = false;
        }
    }
}
