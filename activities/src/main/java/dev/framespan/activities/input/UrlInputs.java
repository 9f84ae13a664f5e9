package dev.framespan.activities.input;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Limits;
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
    private final InputDownload pictures;
    private final InputDownload videos;
    private final Limits.ReferenceVideo taken;
    private final Map<URI, Path> files = new HashMap<>();
    private final Map<URI, String> refused = new HashMap<>();
    private final Map<URI, String> earlier = new HashMap<>();

    private UrlInputs(Store store, InputDownload pictures, InputDownload videos, Limits.ReferenceVideo taken) {
        this.store = store;
        this.pictures = pictures;
        this.videos = videos;
        this.taken = taken;
    }

    /**
     * Asks each URL whose picture or video is needed, also where another has given nothing.
     *
     * @param checked a faultless storyboard
     * @param pictures fetches what a model takes as a picture
     * @param videos fetches what a model takes as a reference video
     * @param taken what a reference video may be
     * @throws IOException when the store fails
     */
    public static FetchedInputs fetch(
            CheckResult checked, Store store, InputDownload pictures, InputDownload videos, Limits.ReferenceVideo taken)
            throws IOException {
        return new UrlInputs(store, pictures, videos, taken).fetch(checked);
    }

    private FetchedInputs fetch(CheckResult checked) throws IOException {
        PictureUse use = PictureUse.in(checked.storyboard());
        for (Map.Entry<String, InputSource> own :
                new TreeMap<>(checked.sources().pictures()).entrySet()) {
            if (use.isUsed(own.getKey()) && own.getValue() instanceof InputSource.Url url) {
                fetch(url.url(), pictures, pictures::fetchPicture);
            }
        }
        for (InputSource own : new TreeMap<>(checked.sources().videos()).values()) {
            if (own instanceof InputSource.Url url) {
                fetch(url.url(), videos, video -> videos.fetchVideo(video, taken));
            }
        }
        return new FetchedInputs(files, refused, earlier);
    }

    private interface Fetch {
        Asset from(URI url) throws IOException;
    }

    private void fetch(URI url, InputDownload download, Fetch fetch) throws IOException {
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
