package dev.framespan.activities.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Leases of a store, of which the one to be alone is held by its process in another way, too. */
public final class AloneLeases implements Leases {
    private final Leases leases;
    private final BooleanSupplier isLost;
    private final Runnable left;

    /**
     * @param isLost whether what else holds the lease to be alone has been lost
     * @param left called when that lease is given back
     */
    public AloneLeases(Leases leases, BooleanSupplier isLost, Runnable left) {
        this.leases = leases;
        this.isLost = isLost;
        this.left = left;
    }

    private boolean isLost(Lease lease) {
        return lease.name().equals(RecordLeases.ALONE) && isLost.getAsBoolean();
    }

    @Override
    public Optional<Lease> take(String name, Duration time) throws IOException {
        return leases.take(name, time);
    }

    @Override
    public Optional<Lease> renew(Lease lease, Duration time) throws IOException {
        return isLost(lease) ? Optional.empty() : leases.renew(lease, time);
    }

    @Override
    public boolean isHeld(Lease lease) throws IOException {
        return !isLost(lease) && leases.isHeld(lease);
    }

    @Override
    public void giveBack(Lease lease) throws IOException {
        leases.giveBack(lease);
        if (lease.name().equals(RecordLeases.ALONE)) {
            left.run();
        }
    }
}
