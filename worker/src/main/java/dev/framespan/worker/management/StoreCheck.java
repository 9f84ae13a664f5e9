package dev.framespan.worker.management;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Whether the store can be read and written: a record comes and goes, assets can be asked for, and there is room. */
final class StoreCheck implements HealthCheck {
    /** Nothing has this hash. */
    private static final Asset NOTHING = new Asset("0".repeat(64), 1, MediaType.JSON);
    // A clip of some seconds.
    private static final long ROOM = 50_000_000;

    private final Store store;
    private final String key = "health/" + UUID.randomUUID() + ".json";

    StoreCheck(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Optional<String> trouble() {
        byte[] written = ("\"" + UUID.randomUUID() + "\"").getBytes(StandardCharsets.US_ASCII);
        try {
            store.replace(key, written);
            boolean same =
                    store.read(key).filter(read -> Arrays.equals(read, written)).isPresent();
            store.remove(key);
            store.has(NOTHING);
            if (!same) {
                return Optional.of("what is written into the store is not what is read there");
            }
            return store.hasRoom(ROOM) ? Optional.empty() : Optional.of("the store is full, or almost");
        } catch (IOException e) {
            return Optional.of("the store cannot be used (" + IoReason.of(e) + ")");
        }
    }
}
