package dev.framespan.activities.picture;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
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

/** Keeps in a store what a plan refers to: pictures from the disk, pictures from the Internet, long prompts. */
public final class StoredPlanAssets implements PlanAssets {
    private final Store store;
    private final PictureInspector inspector;
    private final PictureDownload download;
    private final long largest;

    /** @param largest picture, in bytes */
    public StoredPlanAssets(Store store, PictureInspector inspector, PictureDownload download, long largest) {
        this.store = store;
        this.inspector = inspector;
        this.download = download;
        this.largest = largest;
    }

    @Override
    public Asset picture(PictureSource source) throws IOException {
        if (source instanceof PictureSource.Url url) {
            return download.fetch(url.url());
        }
        return file(((PictureSource.File) source).path());
    }

    private Asset file(Path path) throws IOException {
        MediaType type = pictureType(path, path);
        Asset asset;
        try (InputStream in = Files.newInputStream(path)) {
            asset = store.keep(in, largest, type);
        } catch (NoSuchFileException e) {
            throw changed(path);
        } catch (TooLargeException e) {
            throw new PictureException(path.toString(), e.getMessage());
        }
        // What counts is what was kept: the file may have changed since it was looked at.
        if (pictureType(store.file(asset), path) != type) {
            throw changed(path);
        }
        return asset;
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
        return new PictureException(path.toString(), "this picture has changed while it was read: try again");
    }

    @Override
    public Asset words(String prompt) throws IOException {
        byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.TXT);
    }
}
