package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import java.time.Instant;

/**
 * What a provider's server answers, in the provider's own words: so the double of a {@link ProviderContract} knows what to say. Bodies
 * are as a whole answer has them.
 */
public interface ProviderDialect {
    /** The answer to a submission that was accepted. */
    String accepted(String task);

    /**
     * How a task stands that has not ended.
     *
     * @param state {@link TaskStatus.State#QUEUED} or {@link TaskStatus.State#PROCESSING}
     * @param progress in percent; left out by a provider that tells none
     */
    String unfinished(String task, TaskStatus.State state, int progress);

    /**
     * A task that has completed.
     *
     * @param expiresAt in whole seconds
     */
    String completed(String task, String link, Instant expiresAt);

    String failed(String task, String code, String message);

    /**
     * A task that was cancelled; the answer to a cancellation that succeeds, too.
     *
     * @param refund of which the quota is null; {@link Refund#UNSAID} where nothing is said about it
     */
    String cancelled(String task, Refund refund);

    /** A task in a state that none of the provider's pages names. */
    String inState(String task, String word);

    /** The body of an answer whose status is an error. */
    String error(String code, String message);

    /** The answer to a cancellation that comes too late: the task runs, or has ended. */
    default ScriptedServer.Line tooLateToCancel() {
        return answers(400, error("invalid", "it is no longer queued"));
    }
}
