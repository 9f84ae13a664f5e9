package dev.framespan.starter.lock;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to say otherwise what a shot of a film is, which one process has at a time: each plans the whole film with all that was said before
 * it, and a film that heard of two plans of the same moment would know one of the two.
 */
public final class AnswerLock implements AutoCloseable {
    // Longer than a film takes to answer.
    private static final Duration TIME = Duration.ofSeconds(90);
    // A process of another machine that was killed has it to its deadline.
    private static final Duration PATIENCE = TIME.plusSeconds(10);
    private static final long BETWEEN_TRIES = 50;

    private final Leases leases;
    private Leases.Lease lease;

    private AnswerLock(Leases leases, Leases.Lease lease) {
        this.leases = leases;
        this.lease = lease;
    }

    /**
     * Waits until no other process has it.
     *
     * @throws UserError when another process does not come to an end, or the store cannot be written
     */
    public static AnswerLock take(Store store, String film) {
        String name = "answers-" + film.replaceAll("[^A-Za-z0-9_-]", "_");
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            Leases leases = store.leases();
            while (true) {
                Optional<Leases.Lease> lease = leases.take(name, TIME);
                if (lease.isPresent()) {
                    return new AnswerLock(leases, lease.get());
                }
                if (System.nanoTime() > until) {
                    throw UserError.failed("another command answers the film " + film
                            + " and does not come to an end: end it, then try again; nothing was changed");
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("interrupted before the film " + film + " was answered; nothing was changed");
        } catch (IOException e) {
            throw UserError.refused(
                    store.place() + ": cannot be locked for an answer (" + IoReason.of(e) + "); nothing was changed",
                    e);
        }
    }

    /**
     * Has it for as long again, before something is said or written that another plan would contradict.
     *
     * @throws UserError when it was held for too long, and another process has it
     */
    public void renew() {
        try {
            lease = leases.renew(lease, TIME)
                    .orElseThrow(
                            () -> UserError.failed("another command has answered the film meanwhile, since this one"
                                    + " took too long; give the same command again"));
        } catch (IOException e) {
            throw UserError.failed("the right to answer the film cannot be kept (" + IoReason.of(e) + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            leases.giveBack(lease);
        } catch (IOException e) {
            // It ends at its deadline, if not here.
            return;
        }
    }
}
