package dev.framespan.activities.provider;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.GenerationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes stills, clips and speech for money. Calls are made once: whether one may be made again is for the ledger to say, or for
 * Temporal where nothing is at stake. {@code docs/providers.md} says how to write one, and {@code ProviderContract} among the tests
 * shows that it keeps to this.
 */
public interface Provider {
    /** Part of every fingerprint: the provider's host, {@code simulator}, or {@code loopback}. */
    String realm();

    /** With which name its settings begin, for messages. The worker says so, which knows it by its {@link ProviderFactory}. */
    default String name() {
        return Defaults.PROVIDER;
    }

    /** Whether it runs on this machine, and so can see addresses of this machine. */
    boolean isLocal();

    /** What it can do, within which limits, at which price. */
    Catalogue catalogue();

    /**
     * Waits until its account may make one more request. Who pays waits before anything is written about the payment, and calls {@link
     * #submit} or {@link #speak} then; all other calls wait by themselves.
     *
     * @param most how long to wait
     * @return whether the request may be made now; false where it would take longer
     */
    default boolean awaitTurn(Duration most) {
        return true;
    }

    /**
     * When a task may be looked at, for those who can come back: thousands of tasks share what the account may ask in a second. Who comes
     * back keeps its place.
     *
     * @return zero when {@link #status} may be called now; else how long to wait before asking this again
     */
    default Duration untilLook(String task) {
        return Duration.ZERO;
    }

    /**
     * When a task may be cancelled, for those who can come back: a film that is cancelled may give back more tasks than the account may
     * cancel in some seconds. Who comes back keeps its place.
     *
     * @return zero when {@link #cancel} may be called now; else how long to wait before asking this again
     */
    default Duration untilCancel(String task) {
        return Duration.ZERO;
    }

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
     * The same, asking the provider to call when the task has ended. One that has no such thing leaves it out: tasks are asked for all the same.
     *
     * @param callback where it is to call; empty where it cannot
     */
    default String submit(GenerationRequest request, List<String> pictures, Optional<URI> callback, Instant fence)
            throws ProviderException {
        return submit(request, pictures, fence);
    }

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

    /**
     * How a task stands; may be asked any number of times.
     *
     * @return a state that is not known here as {@link TaskStatus.State#UNKNOWN}
     * @throws ProviderException {@linkplain ProviderException#isNotFound() not found} when the provider does not know the task, and also when
     *     its answer names no state
     */
    TaskStatus status(String task) throws ProviderException;

    /**
     * How a task came about, which shows whether it is the one that a submission in doubt has become.
     *
     * @return empty where the provider does not tell
     */
    default Optional<TaskOrigin> origin(String task) throws ProviderException {
        return Optional.empty();
    }

    /**
     * Cancels a task that is still queued; may be repeated.
     *
     * @return what it says about the price; empty where the provider answers that the task goes on
     * @throws ProviderException of the kind {@link dev.framespan.workflows.generation.FailureKind#REJECTED}, or with the status 404, 405, 409 or
     *     410, where it cannot be cancelled any more; any other does not say what became of it, and it is asked again
     */
    Optional<Refund> cancel(String task) throws ProviderException;
}
