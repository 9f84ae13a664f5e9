package dev.framespan.activities.store;

import dev.framespan.workflows.asset.MediaType;
import java.time.Instant;

/**
 * An asset as it lies in a store.
 *
 * @param sha256 by which it is known
 * @param bytes how many are there; 0 only where it is damaged
 * @param keptAt when it was kept last, by the clock of what holds it
 * @param damaged whether it was found damaged, and set aside
 */
public record StoredAsset(String sha256, MediaType type, long bytes, Instant keptAt, boolean damaged) {
    /** {@code <sha256>.<extension>}. */
    public String fileName() {
        return sha256 + "." + type.extension();
    }
}
