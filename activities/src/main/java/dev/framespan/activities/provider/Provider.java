package dev.framespan.activities.provider;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes stills and clips for money. Calls are made once: whether one may be made again is for the ledger to say, or for
 * Temporal where nothing is at stake.
 */
public interface Provider {
    /** Part of every fingerprint: the provider's host, {@code simulator}, or {@code loopback}. */
    String realm();

    /** Whether it runs on this machine, and so can see addresses of this machine. */
    boolean isLocal();

    /** What it can do, within which limits, at which price. */
    Catalogue catalogue();

    /**
     * Asks for a still or clip: the paid call.
     *
     * @param request its prompt in words
     * @param pictures a URL for each of the request's inputs, in their order
     * @param fence after this instant no byte of it may leave; too late is proven unsent
     * @return the task, which now waits or runs
     * @throws ProviderException with {@link ProviderException#accepted()} {@link ProviderException.Accepted#NO} where it is proven that
     *     nothing was accepted, and {@link ProviderException.Accepted#UNKNOWN} where it is not
     */
    String submit(GenerationRequest request, List<String> pictures, Instant fence) throws ProviderException;

    /**
     * Finds out whether it answers clearly just now, with calls that cannot buy anything: it is asked for a task that cannot exist, and
     * for something that no model makes. A refusal is as clear as an acceptance.
     *
     * @throws ProviderException when there was no connection, or no answer from which one could tell what was done
     */
    void probe() throws ProviderException;

    /** @throws ProviderException also when the provider does not know the task */
    TaskStatus status(String task) throws ProviderException;

    /**
     * Cancels a task that is still queued.
     *
     * @return what it says about the price; empty where it is not cancelled
     */
    Optional<Refund> cancel(String task) throws ProviderException;
}
