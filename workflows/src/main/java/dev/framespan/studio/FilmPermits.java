package dev.framespan.studio;

import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;

/** Permits of one film, counted in its own workflow: no event, no thread. */
final class FilmPermits implements Permits {
    private final Deque<CompletablePromise<Void>> waiting = new ArrayDeque<>();
    private int free;

    FilmPermits(int limit) {
        this.free = limit;
    }

    @Override
    public Promise<Void> acquire() {
        CompletablePromise<Void> permit = Workflow.newPromise();
        waiting.add(permit);
        serve();
        return permit;
    }

    @Override
    public void release() {
        free++;
        serve();
    }

    private void serve() {
        while (free > 0 && !waiting.isEmpty()) {
            free--;
            waiting.remove().complete(null);
        }
    }
}
