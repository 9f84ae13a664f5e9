package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.text.SafeText;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What became of asking for a purchase: a task, a take, a delay with its cause, or where else to ask.
 *
 * @param task now runs at the provider, or ended there and was not fetched yet
 * @param take was bought and verified before
 * @param delay ask again after this time; nothing was accepted
 * @param cause of the delay
 * @param said what went wrong, in the provider's words or the network's; null where there is nothing to add
 * @param thenBuy true where the task is asked for once more for nothing, and a decision stands to buy it anew should that fail; else
 *     null
 * @param priceUsd US dollars for which the day's limit had no room; null where it waits for another cause
 * @param elsewhere whose workers to ask, since another provider makes the model; null where that is the one that was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubmitResult(
        ProviderTask task,
        Take take,
        Duration delay,
        Cause cause,
        String said,
        Boolean thenBuy,
        BigDecimal priceUsd,
        WorkIdentity elsewhere) {
    /** Longer words are cut here: they are for one line. */
    private static final int LONGEST_WORDS = 200;

    /** Why a purchase has to wait. */
    public enum Cause {
        /** The account runs as many tasks as it may, or asks too often. */
        LIMIT("rate limited, asking again"),
        /** No connection to the provider. */
        UNREACHABLE("provider unreachable, asking again"),
        /** The account has as many tasks at the provider as it may, over all films and workers. */
        PERMIT("waits for a permit"),
        /** Submissions begin one at a time, and more at once only while the provider answers clearly. */
        TURN("waiting for its turn to be submitted"),
        /** So many unclear answers came that nothing is submitted until the provider answers a harmless question clearly. */
        OUTAGE("provider answers unclearly; submissions pause until it answers again"),
        /** All films of the day have cost as much as they may. */
        DAY("the day's limit is reached; goes on at midnight UTC, or when KLING_DAILY_USD is raised"),
        /** Another worker is submitting the same thing, or died while at it. */
        HELD("another submission of the same is under way"),
        /** Its answer was lost, and the provider was asked to call. */
        DOUBT("its answer was lost; waiting for the provider's call"),
        /** The worker that got it ends, or has another store: another worker does it. */
        HANDED_BACK("handed back by a worker, asking another one");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** For the operator. */
        public String words() {
            return words;
        }
    }

    public SubmitResult {
        said = said == null ? null : SafeText.cut(said, LONGEST_WORDS);
    }

    public static SubmitResult running(ProviderTask task) {
        return new SubmitResult(task, null, null, null, null, null, null, null);
    }

    /** A task that is asked for again for nothing, before a decision buys it anew. */
    public static SubmitResult runningOrBought(ProviderTask task) {
        return new SubmitResult(task, null, null, null, null, true, null, null);
    }

    public static SubmitResult bought(Take take) {
        return new SubmitResult(null, take, null, null, null, null, null, null);
    }

    public static SubmitResult later(Duration delay, Cause cause) {
        return later(delay, cause, null);
    }

    /** @param said what went wrong; null where the cause says it all */
    public static SubmitResult later(Duration delay, Cause cause, String said) {
        return new SubmitResult(null, null, delay, cause, said, null, null, null);
    }

    /** The day's limit has no room for it. */
    public static SubmitResult nextDay(Duration left, String said, BigDecimal priceUsd) {
        return new SubmitResult(null, null, left, Cause.DAY, said, null, priceUsd, null);
    }

    /** Another provider makes the model: it is asked for in that one's realm. */
    public static SubmitResult elsewhere(WorkIdentity other) {
        return new SubmitResult(null, null, null, null, null, null, null, other);
    }

    /** Why it has to wait, for the operator: {@code provider unreachable: no such host, asking again}. */
    public String words() {
        if (said != null && cause == Cause.UNREACHABLE) {
            return "provider unreachable: " + said + ", asking again";
        }
        if (said != null && (cause == Cause.DAY || cause == Cause.PERMIT || cause == Cause.DOUBT)) {
            return said;
        }
        return said != null && cause == Cause.OUTAGE ? "provider answers unclearly; " + said : cause.words();
    }
}
