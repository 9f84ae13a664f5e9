package dev.framespan.activities.upkeep;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The assets of a store by what hashing them has shown. */
final class HashedAssets {
    private static final String NOT_NEEDED = "nothing is lost: what needs it makes it anew";

    private final Store store;
    private final Set<String> intact = new HashSet<>();
    private final Map<String, String> damaged = new TreeMap<>();
    private final Map<String, String> cures = new HashMap<>();

    HashedAssets(Store store) {
        this.store = store;
    }

    void add(StoredAsset asset, boolean isIntact) {
        if (isIntact) {
            intact.add(asset.fileName());
        } else {
            damaged.put(asset.fileName(), "has other bytes than its name says");
        }
    }

    void addUnreadable(StoredAsset asset, String reason) {
        damaged.put(asset.fileName(), "cannot be read (" + reason + ")");
    }

    boolean isIntact(Asset asset) {
        return intact.contains(asset.fileName());
    }

    /**
     * Something names an asset, which must be there. One that is damaged is a fault of its own, with this cure.
     *
     * @param key of the record that names it
     */
    void need(Asset asset, String key, String cure, Consumer<StoreFault> faults) throws IOException {
        if (damaged.containsKey(asset.fileName())) {
            cures.putIfAbsent(asset.fileName(), cure);
        } else if (!isIntact(asset) && !cameMeanwhile(asset)) {
            faults.accept(new StoreFault(key, "names " + place(asset.fileName()) + ", which is not there", cure));
        }
    }

    private boolean cameMeanwhile(Asset asset) throws IOException {
        return store.has(asset);
    }

    List<StoreFault> damaged() {
        return damaged.entrySet().stream()
                .map(file -> new StoreFault(
                        place(file.getKey()), file.getValue(), cures.getOrDefault(file.getKey(), NOT_NEEDED)))
                .toList();
    }

    private static String place(String fileName) {
        return "assets/" + fileName.substring(0, 2) + "/" + fileName;
    }
}
