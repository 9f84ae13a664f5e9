package dev.framespan.activities.generation;

import dev.framespan.workflows.asset.Asset;
import java.io.IOException;
import java.net.URI;

/** Where a provider can fetch a store's assets. */
@FunctionalInterface
public interface AssetUrls {
    /**
     * @param asset that the store holds
     * @return may be a secret: for the provider alone, in no message, log or record
     */
    String of(Asset asset) throws IOException;

    /** Under an address that leads to this system. */
    static AssetUrls below(URI address) {
        return asset -> address + "/" + asset.fileName();
    }
}
