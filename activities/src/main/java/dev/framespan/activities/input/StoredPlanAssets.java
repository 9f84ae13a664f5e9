package dev.framespan.activities.input;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.planning.PlanAssets;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Keeps in a store what a plan refers to: pictures, videos and sounds from the disk and from the Internet, long prompts. What counts is what
 * was kept: a file may change after it was looked at.
 */
public final class StoredPlanAssets implements PlanAssets {
    private final Store store;
    private final InputRecords records;
    private final InputInspector inspector;
    private final InputDownload download;
    private final Limits limits;

    public StoredPlanAssets(Store store, InputInspector inspector, InputDownload download, Limits limits) {
        this.store = store;
        this.records = new InputRecords(store);
        this.inspector = inspector;
        this.download = download;
        this.limits = limits;
    }

    @Override
    public Asset picture(InputSource source) throws IOException {
        if (source instanceof InputSource.Url url) {
            return download.fetchPicture(url.url());
        }
        Path path = ((InputSource.File) source).path();
        MediaType type = pictureType(path, path);
        Asset asset = kept(path, limits.pictureBytes(), type);
        if (pictureType(store.file(asset), path) != type) {
            throw changed(path);
        }
        return asset;
    }

    @Override
    public MeasuredVideo video(InputSource source) throws IOException {
        if (source instanceof InputSource.Url url) {
            Asset asset = download.fetchVideo(url.url());
            return new MeasuredVideo(
                    asset, video(store.file(asset), url.url().toString()).millis());
        }
        Path path = ((InputSource.File) source).path();
        InputInspector.Video seen = video(path, path.toString());
        Asset asset = kept(path, limits.referenceVideo().bytes(), seen.type());
        InputInspector.Video stored = video(store.file(asset), path.toString());
        if (!stored.equals(seen)) {
            throw changed(path);
        }
        return new MeasuredVideo(asset, stored.millis());
    }

    @Override
    public Asset sound(InputSource source) throws IOException {
        if (source instanceof InputSource.Url url) {
            Asset asset = download.fetchSound(url.url());
            if (!asset.type().isSound()) {
                throw new InputException(
                        url.url().toString(), "it is a reference video already: put the sound beside the storyboard");
            }
            return asset;
        }
        Path path = ((InputSource.File) source).path();
        InputInspector.Sound seen = sound(path, path);
        Asset asset = kept(path, InputInspector.LARGEST_SOUND, seen.type());
        if (!sound(store.file(asset), path).equals(seen)) {
            throw changed(path);
        }
        return asset;
    }

    private InputInspector.Sound sound(Path file, Path named) throws InputException {
        InputInspector.Finding finding = inspector.inspectSound(file);
        if (finding instanceof InputInspector.Sound sound) {
            return sound;
        }
        throw new InputException(named.toString(), ((InputInspector.Unusable) finding).words("sound"));
    }

    private InputInspector.Video video(Path file, String named) throws InputException {
        InputInspector.Finding finding = inspector.inspectVideo(file).within(limits.referenceVideo());
        if (finding instanceof InputInspector.Unusable none) {
            throw new InputException(named, none.words("video"));
        }
        return (InputInspector.Video) finding;
    }

    private Asset kept(Path path, long most, MediaType type) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            Asset asset = store.keep(in, most, type);
            records.named(asset);
            return asset;
        } catch (NoSuchFileException e) {
            throw changed(path);
        } catch (TooLargeException e) {
            throw new InputException(path.toString(), e.getMessage());
        }
    }

    private MediaType pictureType(Path file, Path named) throws InputException {
        InputInspector.Finding finding = inspector.inspectPicture(file);
        if (finding instanceof InputInspector.Picture picture) {
            return picture.type();
        }
        throw new InputException(named.toString(), ((InputInspector.Unusable) finding).words("picture"));
    }

    private static InputException changed(Path path) {
        return new InputException(path.toString(), "this file has changed while it was read: try again");
    }

    @Override
    public Asset words(String prompt) throws IOException {
        return words(prompt, store);
    }

    /** The words of a long prompt, as UTF-8. @param store that keeps them */
    public static Asset words(String prompt, Store store) throws IOException {
        byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.TXT);
    }
}
