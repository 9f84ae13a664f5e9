package dev.framespan.activities.store;

import java.io.IOException;
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

    /** Rights that processes of this store have one at a time. */
    Leases leases() throws IOException;

    /**
     * The right to work on the store alone. Until it is given back, no other process begins to write; one that only reads does not count.
     *
     * @return empty while another process works on the store
     */
    Optional<Leases.Lease> takeAlone() throws IOException;
}
