package dev.framespan.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;

/**
 * What became of asking for a purchase: a task, a take, or a delay with its cause.
 *
 * @param task now runs at the provider, or ended there and was not fetched yet
 * @param take was bought and verified before
 * @param delay ask again after this time; nothing was accepted
 * @param cause of the delay
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Submission(Task task, Take take, Duration delay, Cause cause) {
    /** Why a purchase has to wait. */
    public enum Cause {
        /** The account runs as many tasks as it may, or asks too often. */
        LIMIT("rate limited, asking again"),
        /** No connection to the provider. */
        UNREACHABLE("provider unreachable, asking again"),
        /** Somebody else is submitting the same thing, or died while at it. */
        HELD("another submission of the same is under way"),
        /** The worker that got it ends, or has another store: another worker does it. */
        HANDED_BACK("handed back by a worker, asking another one");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    public static Submission running(Task task) {
        return new Submission(task, null, null, null);
    }

    public static Submission bought(Take take) {
        return new Submission(null, take, null, null);
    }

    public static Submission later(Duration delay, Cause cause) {
        return new Submission(null, null, delay, cause);
    }
}
