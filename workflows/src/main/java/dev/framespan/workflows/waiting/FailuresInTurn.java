package dev.framespan.workflows.waiting;

import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells failures one after another. What is made from what failed fails in its turn, and so on: told from within each other, the failures
 * of a long chain would stand on one stack.
 */
public final class FailuresInTurn {
    private final Deque<Functions.Proc> untold = new ArrayDeque<>();
    private boolean telling;

    /** The same promise; but where it fails while another failure is being told, it fails after that. */
    public <T> Promise<T> of(Promise<T> promise) {
        CompletablePromise<T> told = Workflow.newPromise();
        promise.handle((value, failure) -> {
            if (failure == null) {
                told.complete(value);
            } else {
                untold.add(() -> told.completeExceptionally(failure));
                tell();
            }
            return null;
        });
        return told;
    }

    private void tell() {
        if (telling) {
            return;
        }
        telling = true;
        try {
            while (!untold.isEmpty()) {
                untold.remove().apply();
            }
        } finally {
            telling = false;
        }
    }
}
