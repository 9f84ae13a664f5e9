package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TakeKind;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;

/** A film whose clips could not be joined because the store is full or away, in the lists of what waits. */
@Internal
public final class JoinStop {
    /** What it is called there, where nothing else of the film is. */
    public static final String ID = "join";

    private JoinStop() {}

    /** Whether a join failed for this reason, which passes. */
    public static boolean is(RuntimeException failure) {
        return RootCause.outermost(failure, ApplicationFailure.class)
                .filter(told -> FailureKind.STORE.name().equals(told.getType()))
                .isPresent();
    }

    /** How it stands from now on. */
    public static Item parked(String id, RuntimeException failure) {
        Stop stop = Stop.of(FailureKind.STORE, id, 1, "the clips could not be joined: " + RootCause.message(failure));
        return Item.waiting(id, TakeKind.CLIP).parked(stop, Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    }
}
