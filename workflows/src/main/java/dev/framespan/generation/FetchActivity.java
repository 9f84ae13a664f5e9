package dev.framespan.generation;

import dev.framespan.asset.Asset;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** Brings the bytes of a completed task into the store. May run any number of times. */
@ActivityInterface
public interface FetchActivity {
    /**
     * Asks the provider for the task's link and streams it to the store, with a cap on its size. Leaves no partial file.
     *
     * @throws ApplicationFailure with a {@link Stop} of kind {@link FailureKind#UNUSABLE}, {@link FailureKind#LOST}, {@link
     *     FailureKind#UNAUTHORIZED} or {@link FailureKind#STORE}; a lost connection is tried again
     */
    Asset fetch(Task task);
}
