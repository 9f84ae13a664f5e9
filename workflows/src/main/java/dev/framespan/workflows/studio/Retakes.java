package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.Take;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.Map;

/** Takes that were made once more: which one a film is cut from. */
final class Retakes {
    private final Map<String, Take> newest = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private CompletablePromise<Void> done;
    private int inProgress;

    /**
     * The number of the take that comes next.
     *
     * @param first that of the first take
     * @param wanted the caller's own; null for one more than the last
     */
    int next(String id, int first, Integer wanted) {
        int number = wanted == null ? numbers.getOrDefault(id, first) + 1 : wanted;
        numbers.put(id, number);
        return number;
    }

    /** @param retake the take that counts when it is there: it never fails */
    void begin(Take before, Promise<Take> retake) {
        inProgress++;
        retake.thenApply(take -> {
            newest.put(name(before), take);
            if (!name(take).equals(name(before))) {
                // One that was made before counts again: nothing counts in its place any more.
                newest.remove(name(take));
            }
            inProgress--;
            if (inProgress == 0 && done != null) {
                CompletablePromise<Void> told = done;
                done = null;
                told.complete(null);
            }
            return null;
        });
    }

    /** A promise that is kept when no retake is in progress. */
    Promise<Void> done() {
        if (inProgress == 0) {
            return Workflow.newPromise((Void) null);
        }
        if (done == null) {
            done = Workflow.newPromise();
        }
        return done;
    }

    /** The clip with the take that counts. */
    Clip newest(Clip clip) {
        Take take = newest(clip.take());
        return take.equals(clip.take()) ? clip : new Clip(clip.id(), take);
    }

    /** The take that counts in the place of another. */
    Take newest(Take first) {
        Take take = first;
        for (Take next = newest.get(name(take)); next != null && !next.equals(take); next = newest.get(name(take))) {
            take = next;
        }
        return take;
    }

    /** What is shared is made once more for all that share it. */
    private static String name(Take take) {
        return take.fingerprint() + "#" + take.submission();
    }
}
