package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * Whose work a message is. Task queues carry it in their names and messages in their bodies, so that a worker never buys into its own
 * ledger what another store's film asked for, nor makes with one provider what was priced with another.
 *
 * @param store identity of the store that holds the film's assets and its ledger
 * @param realm of the provider that is paid: its host, {@code simulator} or {@code loopback}; null in films that were begun before
 *     messages carried it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkIdentity(String store, String realm) {
    /** @throws NullPointerException without a store */
    public WorkIdentity {
        Objects.requireNonNull(store, "store");
    }

    /**
     * Whether a worker of this identity may do the work of another.
     *
     * @param work whose it is; null in work of before messages carried it
     * @return true for the same store, and the same realm where the work names one
     */
    public boolean accepts(WorkIdentity work) {
        // Work from before messages carried an identity comes on queues of its own, and names none.
        return work == null
                || acceptsStore(work.store())
                        && (work.realm() == null || work.realm().equals(realm));
    }

    /**
     * Whether a worker of this identity may do work for which no provider is asked.
     *
     * @param other the work's store; null in work of before messages carried it
     * @return true for the same store
     */
    public boolean acceptsStore(String other) {
        return other == null || other.equals(store);
    }
}
