package dev.framespan.activities.film;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.ItemPage;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.Item;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the scenes of films stand, as JSON in a store. */
public final class KeptScenes {
    private KeptScenes() {}

    /** Keeps what a workflow carries a reference to. */
    static Asset keep(Store store, Object value) {
        try {
            return kept(store, value);
        } catch (IOException e) {
            throw ApplicationFailure.newFailure(
                    "a part of the film cannot be written: " + IoReason.of(e), FailureKind.STORE.name());
        }
    }

    static Asset kept(Store store, Object value) throws IOException {
        byte[] content = Payloads.json().writeValueAsBytes(value);
        return store.keep(new ByteArrayInputStream(content), content.length, MediaType.JSON);
    }

    /**
     * All items of some scenes, by their ids.
     *
     * @throws IOException when a page is not in the store, or damaged
     */
    public static Map<String, Item> items(Store store, List<Asset> pages) throws IOException {
        Map<String, Item> items = new LinkedHashMap<>();
        for (Asset page : pages) {
            Payloads.json()
                    .readValue(store.bytes(page), ItemPage.class)
                    .items()
                    .forEach(item -> items.put(item.id(), item));
        }
        return items;
    }
}
