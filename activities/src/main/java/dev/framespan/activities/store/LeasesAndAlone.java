package dev.framespan.activities.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Leases of a store whose process hears when it is not alone any more. */
final class LeasesAndAlone implements Leases {
    private final Leases leases;
    private final Runnable left;

    /** @param left called when the lease to be alone is given back */
    LeasesAndAlone(Leases leases, Runnable left) {
        this.leases = leases;
        this.left = left;
    }

    @Override
    public Optional<Lease> take(String name, Duration time) throws IOException {
        return leases.take(name, time);
    }

    @Override
    public Optional<Lease> renew(Lease lease, Duration time) throws IOException {
        return leases.renew(lease, time);
    }

    @Override
    public boolean isHeld(Lease lease) throws IOException {
        return leases.isHeld(lease);
    }

    @Override
    public void giveBack(Lease lease) throws IOException {
        leases.giveBack(lease);
        if (lease.name().equals(RecordLeases.ALONE)) {
            left.run();
        }
    }
}
