package dev.framespan.activities.picture;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What a store knows of pictures from the Internet: which URL gave which asset, and where an asset came from. */
public final class PictureRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;

    public PictureRecords(Store store) {
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
            Asset asset = JSON.readValue(record.get(), Fetched.class).asset();
            return asset != null && store.isSound(asset) ? Optional.of(asset) : Optional.empty();
        } catch (JsonProcessingException e) {
            // Damaged: the URL is asked again.
            return Optional.empty();
        }
    }

    /** The URL that a picture was fetched from, which the provider can be given as it is. */
    public Optional<URI> source(Asset picture) throws IOException {
        Optional<byte[]> record = store.read(sourceKey(picture));
        return record.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        URI.create(JSON.readValue(record.get(), Source.class).url()));
    }

    void record(URI url, Asset asset) throws IOException {
        store.create(sourceKey(asset), JSON.writeValueAsBytes(new Source(url.toString())));
        store.replace(urlKey(url), JSON.writeValueAsBytes(new Fetched(url.toString(), asset)));
    }

    private static String sourceKey(Asset picture) {
        return "pictures/sources/" + picture.sha256() + ".json";
    }

    private static String urlKey(URI url) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(url.toString().getBytes(StandardCharsets.UTF_8));
            return "pictures/urls/" + HexFormat.of().formatHex(hash) + ".json";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
