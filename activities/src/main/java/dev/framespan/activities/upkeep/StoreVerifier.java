package dev.framespan.activities.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all of a store and says what is wrong with it: every asset is hashed, every record read, the ledger is looked through for what
 * cannot be, and what films and purchases name must be there. Nothing is changed.
 */
public final class StoreVerifier {
    private static final String LEDGER = "ledger";

    private final Store store;
    private final UpkeepProgress progress;
    // Each is said once: a ledger of a newer version is found with every purchase.
    private final Set<StoreFault> faults = new LinkedHashSet<>();
    private final HashedAssets assets;

    public StoreVerifier(Store store, UpkeepProgress progress) {
        this.store = store;
        this.progress = progress;
        this.assets = new HashedAssets(store);
    }

    /**
     * What was found.
     *
     * @param assets that were hashed
     * @param bytes of them
     * @param records that were read, those of the ledger included
     * @param submissions that the ledger holds
     */
    public record Verified(long assets, long bytes, long records, long submissions, List<StoreFault> faults) {}

    public Verified verify() throws IOException {
        long[] hashed = hash();
        RecordWalk walk = new RecordWalk(store, progress);
        walk.visit("", this::read);
        LedgerAudit audit = new LedgerAudit(store, assets, faults::add);
        audit.run();
        faults.addAll(assets.damaged());
        return new Verified(hashed[0], hashed[1], walk.records(), audit.submissions(), List.copyOf(faults));
    }

    private long[] hash() throws IOException {
        List<StoredAsset> all = new ArrayList<>();
        store.visit(asset -> {
            if (!asset.damaged()) {
                all.add(asset);
            }
        });
        long bytes = all.stream().mapToLong(StoredAsset::bytes).sum();
        long done = 0;
        for (StoredAsset asset : all) {
            hash(asset);
            done += asset.bytes();
            progress.hashed(done, bytes);
        }
        return new long[] {all.size(), bytes};
    }

    private void hash(StoredAsset asset) {
        try {
            assets.add(asset, store.hash(asset).equals(asset.sha256()));
        } catch (NoSuchFileException e) {
            // A process that works on the store has set it aside, or is repairing it.
            assets.add(asset, false);
        } catch (IOException e) {
            assets.addUnreadable(asset, IoReason.of(e));
        }
    }

    private void read(String key) {
        String folder = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
        try {
            Optional<byte[]> content = store.read(key);
            if (content.isEmpty() || !key.endsWith(".json") || folder.equals(LEDGER)) {
                return;
            }
            JsonNode tree = content.get().length == 0 ? null : Payloads.json().readTree(content.get());
            if (tree == null) {
                faults.add(new StoreFault(key, "is empty", RecordCure.of(key)));
            } else if (folder.equals("films")) {
                need(key, tree);
            }
        } catch (JsonProcessingException e) {
            faults.add(new StoreFault(key, "is damaged", RecordCure.of(key)));
        } catch (IOException e) {
            faults.add(new StoreFault(
                    key,
                    "cannot be read (" + IoReason.of(e) + ")",
                    "give this user the right to read it, or mend the disk"));
        }
    }

    /** What a film's beginning or end names, and what its plan does. */
    private void need(String key, JsonNode tree) throws IOException {
        String again = "render the film " + key.split("/", 3)[1] + " again";
        need(key, tree, again + ": what is missing is made anew");
        for (Asset plan : NamedAssets.in(tree.path("plan"))) {
            if (assets.isIntact(plan)) {
                need(
                        key,
                        Payloads.json().readTree(store.bytes(plan)),
                        again + ", with the files that its storyboard names where they were");
            }
        }
    }

    private void need(String key, JsonNode tree, String cure) throws IOException {
        for (Asset asset : NamedAssets.in(tree)) {
            assets.need(asset, key, cure, faults::add);
        }
    }
}
