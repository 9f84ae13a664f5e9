package dev.framespan.activities.input;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.PictureUse;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.FetchedInputs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Fetches what a film needs of its author's URLs, so that it can be judged before anything is bought. */
public final class UrlInputs {
    private final Store store;
    private final InputDownload download;
    private final Map<URI, Path> files = new HashMap<>();
    private final Map<URI, String> refused = new HashMap<>();
    private final Map<URI, String> earlier = new HashMap<>();

    private UrlInputs(Store store, InputDownload download) {
        this.store = store;
        this.download = download;
    }

    /**
     * Asks each URL whose picture, video or sound is needed, also where another has given nothing.
     *
     * @param checked a faultless storyboard
     * @throws IOException when the store fails
     */
    public static FetchedInputs fetch(CheckResult checked, Store store, InputDownload download) throws IOException {
        return new UrlInputs(store, download).fetch(checked);
    }

    private FetchedInputs fetch(CheckResult checked) throws IOException {
        PictureUse use = PictureUse.in(checked.storyboard());
        for (Map.Entry<String, InputSource> own :
                new TreeMap<>(checked.sources().pictures()).entrySet()) {
            if (use.isUsed(own.getKey()) && own.getValue() instanceof InputSource.Url url) {
                fetch(url.url(), download::fetchPicture);
            }
        }
        for (InputSource own : new TreeMap<>(checked.sources().videos()).values()) {
            if (own instanceof InputSource.Url url) {
                fetch(url.url(), download::fetchVideo);
            }
        }
        for (InputSource own : new TreeMap<>(checked.sources().sounds()).values()) {
            if (own instanceof InputSource.Url url) {
                fetch(url.url(), download::fetchSound);
            }
        }
        return new FetchedInputs(files, refused, earlier);
    }

    private interface Fetch {
        Asset from(URI url) throws IOException;
    }

    private void fetch(URI url, Fetch fetch) throws IOException {
        if (files.containsKey(url)) {
            return;
        }
        try {
            files.put(url, store.file(fetch.from(url)));
            download.warning(url).ifPresent(warning -> earlier.put(url, warning));
        } catch (InputException e) {
            refused.put(url, e.reason());
        }
    }
}
