package dev.framespan.activities.provider;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a task stands at the provider.
 *
 * @param progress 0 to 100
 * @param links where its results can be fetched; empty before it has completed
 * @param code of its error; null where there is none
 * @param message of its error; null where there is none
 */
public record TaskStatus(State state, int progress, List<Link> links, String code, String message) {
    public TaskStatus {
        Objects.requireNonNull(state, "state");
        links = List.copyOf(links);
    }

    /** A provider's states. */
    public enum State {
        QUEUED,
        PROCESSING,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /**
     * Where a result can be fetched.
     *
     * @param expiresAt when it ceases to work; a day after it was heard of where the provider does not say
     */
    public record Link(String url, Instant expiresAt) {}
}
