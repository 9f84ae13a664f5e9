package dev.framespan.activities.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was made from other assets, found again by what it was made from. Kept as records {@code derived/<first two>/<key>.json}; one
 * that is lost, damaged or whose asset is gone or damaged costs nothing but the work.
 */
final class DerivedAssets {
    private final Store store;

    DerivedAssets(Store store) {
        this.store = store;
    }

    /** Makes a thing. */
    @FunctionalInterface
    interface Making<T> {
        T make() throws IOException;
    }

    /** @param ingredients in their order; the same ones give the same key */
    static String key(String... ingredients) {
        return Sha256.of(
                Arrays.stream(ingredients).map(ingredient -> ingredient + "\n").collect(Collectors.joining()));
    }

    /** What was made under this key before, or else is made now. */
    <T> T of(String key, Class<T> type, Function<T, Asset> asset, Making<T> making) throws IOException {
        return ofAll(key, type, made -> List.of(asset.apply(made)), making);
    }

    /** The same of a thing with any number of assets, all of which must still be there. */
    <T> T ofAll(String key, Class<T> type, Function<T, List<Asset>> assets, Making<T> making) throws IOException {
        String record = record(key);
        Optional<T> known = read(record, type);
        if (known.isPresent() && areIntact(assets.apply(known.get()))) {
            return known.get();
        }
        T made = making.make();
        store.replace(record, Payloads.json().writeValueAsBytes(made));
        return made;
    }

    /** What is made under this key next is made anew. */
    void forget(String key) throws IOException {
        store.remove(record(key));
    }

    private static String record(String key) {
        return "derived/" + key.substring(0, 2) + "/" + key + ".json";
    }

    private boolean areIntact(List<Asset> assets) throws IOException {
        for (Asset asset : assets) {
            if (!store.isIntact(asset)) {
                return false;
            }
        }
        return true;
    }

    private <T> Optional<T> read(String record, Class<T> type) throws IOException {
        Optional<byte[]> content = store.read(record);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Payloads.json().readValue(content.get(), type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
