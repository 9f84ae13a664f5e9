package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** Brings the bytes of a completed task into the store. May run any number of times. */
@ActivityInterface
public interface FetchActivity {
    /**
     * Asks the provider for the task's link and streams it to the store, with a cap on its size. Leaves no partial file. A link
     * that leads into a private network, or nowhere on the web, is not followed: that stop has the code {@link Stop#REFUSED_LINK}.
     *
     * @throws ApplicationFailure with a {@link Stop} of kind {@link FailureKind#UNUSABLE}, {@link FailureKind#LOST}, {@link
     *     FailureKind#UNAUTHORIZED} or {@link FailureKind#STORE}; a lost connection is tried again
     */
    Fetched fetch(ProviderTask task);
}
