package dev.framespan.activities.input;

import dev.framespan.activities.store.FileHash;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.planning.PlanAssets;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan refers to, looked at and not kept: for a plan that is made to see what of it a store holds. Nothing is fetched; what is behind
 * a URL that the store does not know has the hash of nothing.
 */
public final class PreviewPlanAssets implements PlanAssets {
    private static final Asset UNKNOWN = new Asset("0".repeat(64), 1, MediaType.PNG);

    private final Store store;
    private final InputRecords records;
    private final InputInspector inspector;
    private final Map<String, String> words = new HashMap<>();

    public PreviewPlanAssets(Store store, InputInspector inspector) {
        this.store = store;
        this.records = new InputRecords(store);
        this.inspector = inspector;
    }

    @Override
    public Asset picture(InputSource source) throws IOException {
        if (source instanceof InputSource.Url url) {
            return records.asset(url.url()).orElse(UNKNOWN);
        }
        return hashed(((InputSource.File) source).path(), MediaType.PNG);
    }

    /** Of unknown length where it is not known: then that is 0. */
    @Override
    public MeasuredVideo video(InputSource source) throws IOException {
        if (source instanceof InputSource.Url url) {
            Optional<Asset> known = records.asset(url.url());
            return known.isPresent()
                    ? new MeasuredVideo(known.get(), millis(store.file(known.get()), url.url()))
                    : new MeasuredVideo(UNKNOWN, 0);
        }
        Path path = ((InputSource.File) source).path();
        return new MeasuredVideo(hashed(path, MediaType.MP4), millis(path, path));
    }

    @Override
    public Asset sound(InputSource source) throws IOException {
        return source instanceof InputSource.Url url
                ? records.asset(url.url()).orElse(UNKNOWN)
                : hashed(((InputSource.File) source).path(), MediaType.WAV);
    }

    private long millis(Path file, Object named) throws InputException {
        InputInspector.Finding finding = inspector.inspectVideo(file);
        if (finding instanceof InputInspector.Video video) {
            return video.millis();
        }
        throw new InputException(named.toString(), ((InputInspector.Unusable) finding).words("video"));
    }

    private static Asset hashed(Path file, MediaType type) throws IOException {
        return new Asset(FileHash.of(file), Math.max(1, Files.size(file)), type);
    }

    @Override
    public Asset words(String prompt) {
        byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
        String hash = Sha256.of(prompt);
        words.put(hash, prompt);
        return new Asset(hash, bytes.length, MediaType.TXT);
    }

    /** The words that were given for this asset. */
    public String words(Asset asset) {
        return words.get(asset.sha256());
    }
}
