package dev.framespan.activities.upkeep;

import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The assets of a store, on their way to another one: each is hashed where it comes from, and where it is kept or found. */
final class CopiedAssets {
    private final Store from;
    private final Store to;
    private final UpkeepProgress progress;
    private final Step step;
    private long assets;
    private long bytes;
    private long there;
    private long damaged;

    /** Called before each step. */
    @FunctionalInterface
    interface Step {
        void next() throws IOException;
    }

    CopiedAssets(Store from, Store to, UpkeepProgress progress, Step step) {
        this.from = from;
        this.to = to;
        this.progress = progress;
        this.step = step;
    }

    void copy() throws IOException {
        List<StoredAsset> all = sound(from);
        Map<String, StoredAsset> held = new HashMap<>();
        sound(to).forEach(asset -> held.put(asset.fileName(), asset));
        long sum = all.stream().mapToLong(StoredAsset::bytes).sum();
        long done = 0;
        for (StoredAsset asset : all) {
            step.next();
            copy(asset, held.get(asset.fileName()));
            done += asset.bytes();
            progress.copied(done, sum);
        }
    }

    private static List<StoredAsset> sound(Store store) throws IOException {
        List<StoredAsset> all = new ArrayList<>();
        store.visit(asset -> {
            if (!asset.damaged()) {
                all.add(asset);
            }
        });
        return all;
    }

    private void copy(StoredAsset stored, StoredAsset held) throws IOException {
        if (held != null && held.bytes() == stored.bytes() && to.hash(held).equals(stored.sha256())) {
            there++;
            return;
        }
        Asset asset = new Asset(stored.sha256(), stored.bytes(), stored.type());
        Path part = to.scratch().resolve(UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = new FileOutputStream(part.toFile())) {
                from.copy(asset, out);
            }
            if (!to.keep(part, stored.type()).equals(asset)) {
                throw new IOException(asset.fileName() + " has got other bytes on its way; run the same command again");
            }
            assets++;
            bytes += stored.bytes();
        } catch (DamagedAssetException | NoSuchFileException e) {
            damaged++;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** How many were copied. */
    long assets() {
        return assets;
    }

    /** Of those that were copied. */
    long bytes() {
        return bytes;
    }

    long there() {
        return there;
    }

    long damaged() {
        return damaged;
    }
}
