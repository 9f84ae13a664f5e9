package dev.framespan.activities.picture;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.planning.PlanAssets;
import dev.framespan.workflows.storyboard.PictureSource;
import dev.framespan.workflows.storyboard.checking.PictureInspector;
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
    private final PictureInspector inspector;
    private final PictureDownload pictures;
    private final PictureDownload videos;
    private final Limits limits;

    /**
     * @param pictures fetches what a model takes as a picture
     * @param videos fetches what a model takes as a reference video
     */
    public StoredPlanAssets(
            Store store, PictureInspector inspector, PictureDownload pictures, PictureDownload videos, Limits limits) {
        this.store = store;
        this.inspector = inspector;
        this.pictures = pictures;
        this.videos = videos;
        this.limits = limits;
    }

    @Override
    public Asset picture(PictureSource source) throws IOException {
        if (source instanceof PictureSource.Url url) {
            return pictures.fetch(url.url());
        }
        Path path = ((PictureSource.File) source).path();
        MediaType type = pictureType(path, path);
        Asset asset = kept(path, limits.pictureBytes(), type);
        if (pictureType(store.file(asset), path) != type) {
            throw changed(path);
        }
        return asset;
    }

    @Override
    public OwnVideo video(PictureSource source) throws IOException {
        if (source instanceof PictureSource.Url url) {
            Asset asset = videos.fetchVideo(url.url());
            return new OwnVideo(
                    asset, video(store.file(asset), url.url().toString()).millis());
        }
        Path path = ((PictureSource.File) source).path();
        PictureInspector.Video seen = video(path, path.toString());
        Asset asset = kept(path, limits.referenceVideo().bytes(), seen.type());
        PictureInspector.Video stored = video(store.file(asset), path.toString());
        if (!stored.equals(seen)) {
            throw changed(path);
        }
        return new OwnVideo(asset, stored.millis());
    }

    private PictureInspector.Video video(Path file, String named) throws PictureException {
        PictureInspector.Finding finding = inspector.inspectVideo(file);
        Optional<String> why = finding instanceof PictureInspector.Video video
                ? limits.referenceVideo().whyNot(video.millis())
                : Optional.of(((PictureInspector.NoPicture) finding).reason());
        if (why.isPresent()) {
            throw new PictureException(named, "this video cannot be used: " + why.get());
        }
        return (PictureInspector.Video) finding;
    }

    private Asset kept(Path path, long most, MediaType type) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return store.keep(in, most, type);
        } catch (NoSuchFileException e) {
            throw changed(path);
        } catch (TooLargeException e) {
            throw new PictureException(path.toString(), e.getMessage());
        }
    }

    private MediaType pictureType(Path file, Path named) throws PictureException {
        PictureInspector.Finding finding = inspector.inspect(file);
        if (finding instanceof PictureInspector.Picture picture) {
            return picture.type();
        }
        throw new PictureException(
                named.toString(), "this picture cannot be used: " + ((PictureInspector.NoPicture) finding).reason());
    }

    private static PictureException changed(Path path) {
        return new PictureException(path.toString(), "this file has changed while it was read: try again");
    }

    @Override
    public Asset words(String prompt) throws IOException {
        byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.TXT);
    }
}
