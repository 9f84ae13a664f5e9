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
import java.util.Optional;

/**
 * Keeps in a store what a plan refers to: pictures and videos from the disk and from the Internet, long prompts. What counts is what
 * was kept: a file may change after it was looked at.
 */
public final class StoredPlanAssets implements PlanAssets {
    private final Store store;
    private final InputRecords records;
    private final InputInspector inspector;
    private final InputDownload pictures;
    private final InputDownload videos;
    private final Limits limits;

    /**
     * @param pictures fetches what a model takes as a picture
     * @param videos fetches what a model takes as a reference video
     */
    public StoredPlanAssets(
            Store store, InputInspector inspector, InputDownload pictures, InputDownload videos, Limits limits) {
        this.store = store;
        this.records = new InputRecords(store);
        this.inspector = inspector;
        this.pictures = pictures;
        this.videos = videos;
        this.limits = limits;
    }

    @Override
    public Asset picture(InputSource source) throws IOException {
        if (source instanceof InputSource.Url url) {
            return pictures.fetchPicture(url.url());
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
            Asset asset = videos.fetchVideo(url.url(), limits.referenceVideo());
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

    private InputInspector.Video video(Path file, String named) throws InputException {
        InputInspector.Finding finding = inspector.inspectVideo(file);
        Optional<String> why = finding instanceof InputInspector.Video video
                ? limits.referenceVideo().whyNot(video.millis())
                : Optional.of(((InputInspector.Unusable) finding).reason());
        if (why.isPresent()) {
            throw new InputException(named, "this video cannot be used: " + why.get());
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
        throw new InputException(
                named.toString(), "this picture cannot be used: " + ((InputInspector.Unusable) finding).reason());
    }

    private static InputException changed(Path path) {
        return new InputException(path.toString(), "this file has changed while it was read: try again");
    }

    @Override
    public Asset words(String prompt) throws IOException {
        byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.TXT);
    }
}
