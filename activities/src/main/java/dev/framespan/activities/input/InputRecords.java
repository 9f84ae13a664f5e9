package dev.framespan.activities.input;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
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

    /**
     * What a URL gave when it was asked last and gave something that could be used.
     *
     * @param at null in the stores of earlier versions
     * @param etag by which its server knows these bytes; null where it named none
     * @param lastModified the same, in the server's own words
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Fetched(String url, Asset asset, Instant at, String etag, String lastModified) {}

    /**
     * Where the provider can fetch an author's own picture or video.
     *
     * @param copyFirst whether the store's copy had better be shown, where the provider can fetch it: a storyboard named a file with these
     *     bytes since, or the URL did not give them any more. Stores of earlier versions do not say, which is no
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Source(String url, boolean copyFirst) {}

    /** The asset that a URL gave when it was fetched; empty where it never was, or its bytes are lost or damaged. */
    public Optional<Asset> asset(URI url) throws IOException {
        return fetched(url).map(Fetched::asset);
    }

    /** The same, with when that was and how its server knows it. */
    Optional<Fetched> fetched(URI url) throws IOException {
        Optional<Fetched> fetched = read(url);
        return fetched.isPresent() && store.isIntact(fetched.get().asset()) ? fetched : Optional.empty();
    }

    private Optional<Fetched> read(URI url) throws IOException {
        Optional<byte[]> record = store.read(urlKey(url));
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Payloads.json().readValue(record.get(), Fetched.class))
                    .filter(fetched -> fetched.asset() != null);
        } catch (JsonProcessingException e) {
            // Damaged: it is as good as none.
            return Optional.empty();
        }
    }

    /** The URL that a picture or video was fetched from, which the provider can be given as it is. */
    public Optional<Source> source(Asset input) throws IOException {
        Optional<byte[]> record = store.read(sourceKey(input));
        return record.isEmpty()
                ? Optional.empty()
                : Optional.of(Payloads.json().readValue(record.get(), Source.class))
                        .filter(source -> source.url() != null);
    }

    /** The URL was asked just now: whatever gave these bytes before, the provider is given this one, which the author wrote last. */
    void record(URI url, Fetched fetched) throws IOException {
        Optional<Fetched> before = read(url);
        if (before.isPresent() && !before.get().asset().equals(fetched.asset())) {
            doubt(url, before.get().asset());
        }
        write(fetched.asset(), new Source(url.toString(), false));
        store.replace(urlKey(url), Payloads.json().writeValueAsBytes(fetched));
    }

    /** The URL did not give this any more. */
    void doubt(URI url, Asset asset) throws IOException {
        Optional<Source> source = source(asset);
        if (source.isPresent() && source.get().url().equals(url.toString())) {
            write(asset, new Source(url.toString(), true));
        }
    }

    /** A storyboard names a file with these bytes. */
    void named(Asset file) throws IOException {
        Optional<Source> source = source(file);
        if (source.isPresent() && !source.get().copyFirst()) {
            write(file, new Source(source.get().url(), true));
        }
    }

    private void write(Asset asset, Source source) throws IOException {
        store.replace(sourceKey(asset), Payloads.json().writeValueAsBytes(source));
    }

    private static String sourceKey(Asset input) {
        return "pictures/sources/" + input.sha256() + ".json";
    }

    private static String urlKey(URI url) {
        return "pictures/urls/" + Sha256.of(url.toString()) + ".json";
    }
}
