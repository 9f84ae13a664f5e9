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
 * @param refund what it says about the price of a task that failed or was cancelled
 * @param word the provider's own for a state that is not known here; null where it is known
 */
public record TaskStatus(
        State state, int progress, List<Link> links, String code, String message, Refund refund, String word) {
    public TaskStatus {
        Objects.requireNonNull(state, "state");
        links = List.copyOf(links);
    }

    /** A state that is known, with nothing said about a refund. */
    public TaskStatus(State state, int progress, List<Link> links, String code, String message) {
        this(state, progress, links, code, message, Refund.UNSAID, null);
    }

    /** A provider's states. */
    public enum State {
        QUEUED,
        PROCESSING,
        COMPLETED,
        FAILED,
        CANCELLED,
        /** One that no page of the provider names: what it means is not guessed. */
        UNKNOWN;

        /** Whether the task no longer counts among those that the account has running. */
        public boolean isEnd() {
            return this == COMPLETED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * Where a result can be fetched.
     *
     * @param expiresAt when it ceases to work; a day after it was heard of where the provider does not say
     */
    public record Link(String url, Instant expiresAt) {}
}
