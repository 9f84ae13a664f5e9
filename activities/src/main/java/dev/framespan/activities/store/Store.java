package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Where everything that was made, bought or decided is kept: small {@linkplain Records records} under keys, and {@linkplain Assets assets}
 * under the hash of their bytes. What a method has returned for survives a crash of the machine.
 */
public interface Store extends Records, Assets {
    /** The last part of a key. */
    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The store's identity, the same for every process that opens it. */
    String id();

    /** How its users name it, in sentences and after {@code --store}: a folder, or an address without its password. */
    String place();

    /** This machine's folder for what processes that use the store tell each other here: locks, ports, and who lives. */
    Path local();

    /**
     * The machine's name among those that share the store, of {@code [a-z0-9]}: with it processes are named, so that none of another machine is
     * taken for dead because no trace of it is here. Empty where all that use the store are on this one.
     */
    String machine();

    /**
     * Sees to it that no earlier version opens the store from now on, whose format it may have had until now.
     *
     * @return false where another process works on it, which may be of such a version: nothing was changed
     */
    boolean refuseEarlierVersions() throws IOException;

    /** Whether it is at work, as it is now. */
    Standing standing() throws IOException;

    /**
     * Has another standing from now on, for every process that opens it or begins to write. Only for the one that works on it alone; whoever
     * does may write whatever the standing.
     */
    void stand(Standing next) throws IOException;

    /** Is another store from now on. Only for the one that works alone on a store without a film or purchase, which opens it anew then. */
    void become(String id, Standing next) throws IOException;

    /** The time by which claims, leases and deadlines are told, the same for all that use the store. */
    Clock clock();

    /** Rights that processes of this store have one at a time. */
    Leases leases() throws IOException;

    /**
     * The right to work on the store alone, whatever its standing. Until it is given back, no other process begins to write; one that only
     * reads does not count.
     *
     * @return empty while another process works on the store
     */
    Optional<Leases.Lease> takeAlone() throws IOException;
}
