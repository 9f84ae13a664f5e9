package dev.framespan.workflows.waiting;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The scopes of all child workflows and activities, cancelled with the workflow. Most of them are begun when a promise is kept, where
 * Temporal knows no scope of the workflow's: without this, a cancelled film would wait for children that were not cancelled.
 */
public final class CancellationScopes {
    private final List<CancellationScope> scopes = new ArrayList<>();
    private final List<Functions.Proc1<RuntimeException>> listeners = new ArrayList<>();
    private boolean closed;

    /** To be made where the workflow's own scope is known: in its method. */
    public CancellationScopes() {
        CancellationScope.current().getCancellationRequest().thenApply(this::cancel);
    }

    /** Begins nothing more, and cancels what has begun. */
    public String cancel(String reason) {
        if (closed) {
            return reason;
        }
        closed = true;
        scopes.forEach(CancellationScope::cancel);
        listeners.forEach(listener -> listener.apply(cancelled()));
        return reason;
    }

    /** @param listener is told when the workflow is cancelled, of what waits for no child and no activity */
    public void onCancel(Functions.Proc1<RuntimeException> listener) {
        listeners.add(listener);
    }

    /** What everything fails with that is not begun any more. */
    public static CanceledFailure cancelled() {
        return new CanceledFailure("the film was cancelled");
    }

    /** Whether the workflow was cancelled. */
    public boolean isClosed() {
        return closed;
    }

    /** Begins something, unless the workflow was cancelled. */
    public <T> Promise<T> begin(Functions.Func<Promise<T>> work) {
        if (closed) {
            return Workflow.newFailedPromise(cancelled());
        }
        AtomicReference<Promise<T>> promise = new AtomicReference<>();
        CancellationScope scope = Workflow.newDetachedCancellationScope(() -> promise.set(work.apply()));
        scopes.add(scope);
        scope.run();
        return promise.get();
    }
}
