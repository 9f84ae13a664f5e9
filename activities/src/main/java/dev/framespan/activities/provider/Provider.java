package dev.framespan.activities.provider;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes stills, clips and speech for money. Calls are made once: whether one may be made again is for the ledger to say, or for
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
     * Has a text spoken: a paid call, too, whose answer is the sound itself. The provider keeps no copy of it.
     *
     * @param request its prompt in words
     * @param keeper takes the sound while it comes in
     * @param fence as in {@link #submit}
     * @return what the keeper made of it
     * @throws ProviderException as {@link #submit} does; what was answered and could not be kept is {@link
     *     ProviderException.Accepted#UNKNOWN}
     */
    Asset speak(GenerationRequest request, SoundKeeper keeper, Instant fence) throws ProviderException;

    /** Keeps what the provider speaks. */
    interface SoundKeeper {
        /**
         * Keeps a sound.
         *
         * @param sound to be read to its end, and closed by the caller
         * @param type by its first bytes
         * @throws IOException also when the stream breaks off
         */
        Asset keep(InputStream sound, MediaType type) throws IOException;

        /**
         * Keeps an answer of success that is no sound: it may be what was paid for.
         *
         * @param answer to be read to its end, and closed by the caller
         * @return where it is in the store, for the operator
         * @throws IOException also when the stream breaks off
         */
        String setAside(InputStream answer) throws IOException;
    }

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
