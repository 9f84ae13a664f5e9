package dev.framespan.activities.input;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * What a store knows of pictures and videos from the Internet: which URL gave which asset, and where an asset came from. Stores of
 * earlier versions have these records under {@code pictures/}, so there they stay.
 */
public final class InputRecords {
    private final Store store;

    public InputRecords(Store store) {
        this.store = store;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Fetched(String url, Asset asset) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Source(String url) {}

    /** The asset that a URL gave when it was fetched; empty where it never was, or its bytes are lost or damaged. */
    public Optional<Asset> asset(URI url) throws IOException {
        Optional<byte[]> record = store.read(urlKey(url));
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            Asset asset = Payloads.json().readValue(record.get(), Fetched.class).asset();
            return asset != null && store.isIntact(asset) ? Optional.of(asset) : Optional.empty();
        } catch (JsonProcessingException e) {
            // Damaged: the URL is asked again.
            return Optional.empty();
        }
    }

    /** The URL that a picture or video was fetched from, which the provider can be given as it is. */
    public Optional<URI> source(Asset input) throws IOException {
        Optional<byte[]> record = store.read(sourceKey(input));
        return record.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(Payloads.json()
                                .readValue(record.get(), Source.class)
                                .url())
                        .map(URI::create);
    }

    void record(URI url, Asset asset) throws IOException {
        store.create(sourceKey(asset), Payloads.json().writeValueAsBytes(new Source(url.toString())));
        store.replace(urlKey(url), Payloads.json().writeValueAsBytes(new Fetched(url.toString(), asset)));
    }

    private static String sourceKey(Asset input) {
        return "pictures/sources/" + input.sha256() + ".json";
    }

    private static String urlKey(URI url) {
        return "pictures/urls/" + Sha256.of(url.toString()) + ".json";
    }
}
