package dev.framespan.activities.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Rights that one holder has at a time, until a deadline. Clocks are not trusted: each taking has a number of its own, higher than all
 * before, so that a holder whose clock is slow, or whose machine slept, finds out that another one has come.
 */
public interface Leases {
    /**
     * Takes a lease.
     *
     * @param name of {@code [A-Za-z0-9_-]}
     * @return empty while another holder has it, also one of this process
     */
    Optional<Lease> take(String name, Duration time) throws IOException;

    /**
     * Has a lease for longer, counted from now; also one whose deadline has passed, unless it was taken since.
     *
     * @return empty when another holder has taken it, or it was given back
     */
    Optional<Lease> renew(Lease lease, Duration time) throws IOException;

    /** Whether a lease is still its holder's: its deadline has not passed, and no other holder has taken it. */
    boolean isHeld(Lease lease) throws IOException;

    /** Lets another holder take it at once. Giving back what another one has taken changes nothing. */
    void giveBack(Lease lease) throws IOException;

    /**
     * A right.
     *
     * @param holder the process
     * @param fence number of the taking, from 1; whoever shows a lower one has lost the lease
     * @param until the deadline, by the clock of who took it
     */
    record Lease(String name, String holder, long fence, Instant until) {}
}
