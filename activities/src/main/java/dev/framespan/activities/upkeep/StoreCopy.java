package dev.framespan.activities.upkeep;

import dev.framespan.activities.ledger.ClaimIndex;
import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.Standing;
import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Copies a store to another place, where it works from then on under the same identity. Killed at any moment, it goes on where it was when it
 * is begun again.
 *
 * <pre>
 *                        FROM               TO
 *  1                     at work            receiving (new, or sealed before)
 *  2  assets, records    at work            receiving
 *  3                     sealed             receiving
 *  4                     sealed             at work</pre>
 *
 * <p>Both are worked on by nobody else meanwhile. Each line is one write of one place, so whenever this process dies, the two stand as in one of
 * them: never do both work. In the first two FROM works on, and what is done there is copied when the same is begun again; in the third only
 * the fourth is left to be done. The copying has a name of its own, by which seal and reception are known to belong together: what was sealed
 * for one place is never brought to work in another. A sealed store is received into again only from the one that came by its own seal.
 *
 * <p>A copy with an identity of its own leaves out the third: it is another store, which has bought the same.
 */
public final class StoreCopy {
    private static final Duration LEASE = Duration.ofHours(1);

    private final Clock clock;
    private final UpkeepProgress progress;

    public StoreCopy(Clock clock, UpkeepProgress progress) {
        this.clock = clock;
        this.progress = progress;
    }

    /** Opens the place that is copied to. It is opened again once it has the identity that it is to have. */
    public interface Place {
        /** The store that is there. */
        Optional<Store> find() throws IOException;

        /** A store there, which is made where there is none. */
        Store open() throws IOException;
    }

    /** It cannot be copied as it stands; nothing was changed. The message says why, and what can be done. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private RefusedException(String message) {
            super(message);
        }
    }

    /**
     * What was copied.
     *
     * @param there assets that were there already, whole
     * @param damaged assets of which the bytes are not what they should be: they are had anew where they are needed
     * @param before whether all of it was there, since the same had been done before
     */
    public record Copied(long assets, long bytes, long there, long damaged, long records, boolean before) {
        private static final Copied BEFORE = new Copied(0, 0, 0, 0, 0, true);
    }

    /** Copies a store, which works there and no more here. */
    public Copied move(Store from, Place place) throws IOException, RefusedException {
        return alone(from, lease -> {
            Standing standing = from.standing();
            requireWhole(from, standing);
            if (standing.sealed() != null) {
                return finish(from, standing.sealed(), place);
            }
            from.refuseEarlierVersions();
            new ClaimIndex(from).complete();
            return receive(place, receiver -> begin(from, receiver), to -> {
                Copied copied = content(from, to, lease);
                String copy = to.store().standing().receiving().copy();
                renew(from, lease);
                from.stand(standing.sealed(new Standing.Seal(to.store().place(), copy, clock.instant())));
                to.store().stand(new Standing(null, null, copy));
                return copied;
            });
        });
    }

    /** Copies a store to another one with an identity of its own; both work. */
    public Copied asNew(Store from, Place place) throws IOException, RefusedException {
        return alone(from, lease -> {
            requireWhole(from, from.standing());
            if (from.standing().isAtWork()) {
                new ClaimIndex(from).complete();
            }
            return receive(place, receiver -> beginAsNew(from, receiver), to -> {
                Copied copied = content(from, to, lease);
                to.store().stand(Standing.AT_WORK);
                return copied;
            });
        });
    }

    /** A store that this process works on alone. */
    private record Receiver(Store store, Leases.Lease lease) {}

    @FunctionalInterface
    private interface Alone {
        Copied with(Leases.Lease lease) throws IOException, RefusedException;
    }

    @FunctionalInterface
    private interface Beginning {
        /** @return the identity that the receiver is to have */
        String of(Store receiver) throws IOException, RefusedException;
    }

    @FunctionalInterface
    private interface Reception {
        Copied into(Receiver to) throws IOException, RefusedException;
    }

    private Copied alone(Store store, Alone work) throws IOException, RefusedException {
        Leases.Lease lease = store.takeAlone()
                .orElseThrow(() -> new RefusedException(store.place() + ": another process works on this store, so"
                        + " nothing was copied; end its renders and workers, then run the same command again"));
        try {
            return work.with(lease);
        } finally {
            store.leases().giveBack(lease);
        }
    }

    private Copied receive(Place place, Beginning beginning, Reception reception) throws IOException, RefusedException {
        Store found = place.open();
        String[] identity = new String[1];
        alone(found, lease -> {
            identity[0] = beginning.of(found);
            return Copied.BEFORE;
        });
        Store to = found.id().equals(identity[0]) ? found : place.open();
        return alone(to, lease -> {
            if (!to.id().equals(identity[0]) || to.standing().receiving() == null) {
                throw new RefusedException(to.place() + ": another process has changed it; run the same command again");
            }
            return reception.into(new Receiver(to, lease));
        });
    }

    private static void requireWhole(Store from, Standing standing) throws RefusedException {
        if (standing.receiving() != null) {
            throw new RefusedException(
                    from.place() + ": " + standing.hindrance().orElseThrow());
        }
    }

    private String begin(Store from, Store receiver) throws IOException, RefusedException {
        Standing standing = receiver.standing();
        if (!receiver.id().equals(from.id())) {
            requireEmpty(receiver);
            receiver.become(from.id(), Standing.AT_WORK.receiving(reception(from, null)));
            return from.id();
        }
        if (standing.isAtWork()) {
            throw new RefusedException(receiver.place() + ": this is the same store as " + from.place()
                    + ", and at work, too; two such would buy what the other has bought, so neither is copied over the"
                    + " other: name another place, or copy with --as-new");
        }
        if (standing.sealed() != null
                && !standing.sealed().copy().equals(from.standing().came())) {
            throw new RefusedException(receiver.place() + ": "
                    + standing.hindrance().orElseThrow() + "; it comes back from there and not from " + from.place());
        }
        if (standing.receiving() == null) {
            receiver.stand(standing.receiving(reception(from, null)));
        } else if (!standing.receiving().from().equals(from.place())) {
            throw new RefusedException(
                    receiver.place() + ": " + standing.hindrance().orElseThrow() + ", or name an empty place");
        }
        return from.id();
    }

    private String beginAsNew(Store from, Store receiver) throws IOException, RefusedException {
        Standing standing = receiver.standing();
        if (standing.receiving() != null
                && from.id().equals(standing.receiving().of())) {
            return receiver.id();
        }
        requireEmpty(receiver);
        String id = UUID.randomUUID().toString();
        receiver.become(id, Standing.AT_WORK.receiving(reception(from, from.id())));
        return id;
    }

    private Standing.Reception reception(Store from, String of) {
        return new Standing.Reception(from.place(), UUID.randomUUID().toString(), clock.instant(), of);
    }

    private static void requireEmpty(Store receiver) throws IOException, RefusedException {
        if (!CopiedRecords.isEmpty(receiver)) {
            throw new RefusedException(receiver.place()
                    + ": another store is here, with films or purchases of its own; name an empty place");
        }
    }

    /** It was sealed, and this process's predecessor died before it came to the last step, or after it. */
    private Copied finish(Store from, Standing.Seal seal, Place place) throws IOException, RefusedException {
        RefusedException gone = new RefusedException(
                from.place() + ": " + from.standing().hindrance().orElseThrow());
        Store to = place.find().orElseThrow(() -> gone);
        return alone(to, lease -> {
            Standing standing = to.standing();
            boolean same = to.id().equals(from.id());
            if (same && standing.isAtWork() && seal.copy().equals(standing.came())) {
                return Copied.BEFORE;
            }
            if (!same
                    || standing.receiving() == null
                    || !seal.copy().equals(standing.receiving().copy())) {
                throw gone;
            }
            to.stand(new Standing(null, null, seal.copy()));
            return Copied.BEFORE;
        });
    }

    private Copied content(Store from, Receiver to, Leases.Lease lease) throws IOException, RefusedException {
        Renewal renewal = new Renewal(from, lease, to);
        CopiedAssets assets = new CopiedAssets(from, to.store(), progress, renewal::keep);
        assets.copy();
        long records = new CopiedRecords(from, to.store(), progress, renewal::keep).copy();
        return new Copied(assets.assets(), assets.bytes(), assets.there(), assets.damaged(), records, false);
    }

    private static void renew(Store store, Leases.Lease lease) throws IOException {
        Optional<Leases.Lease> renewed = store.leases().renew(lease, LEASE);
        if (renewed.isEmpty()) {
            throw new IOException("another process has taken " + store.place() + " over; run the same command again");
        }
    }

    /** Keeps both stores for this process, however long it takes. */
    private final class Renewal {
        private final Store from;
        private final Leases.Lease lease;
        private final Receiver to;
        private Instant next = Instant.MIN;

        private Renewal(Store from, Leases.Lease lease, Receiver to) {
            this.from = from;
            this.lease = lease;
            this.to = to;
        }

        private void keep() throws IOException {
            if (!clock.instant().isBefore(next)) {
                renew(from, lease);
                renew(to.store(), to.lease());
                next = clock.instant().plus(LEASE.dividedBy(10));
            }
        }
    }
}
