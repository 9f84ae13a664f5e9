package dev.framespan.activities.callback;

import java.net.URI;
import java.util.Optional;

/** Where the provider is asked to call when a task has ended. */
@FunctionalInterface
public interface CallbackUrls {
    /** Of a worker that cannot be called. */
    CallbackUrls NONE = task -> Optional.empty();

    /** @return empty where it cannot be called just now: then the task is asked for as ever */
    Optional<URI> of(CallbackTask task);
}
