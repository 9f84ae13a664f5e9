package dev.framespan.activities.store;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of assets, {@code assets/<first two>/<hash>.<extension>}. Nothing is handed out that was not hashed on its way; what is
 * found damaged is set aside under another name, so that it is not there any more and what is left of it is not lost.
 */
final class AssetFiles {
    private static final Logger LOG = LoggerFactory.getLogger(AssetFiles.class);
    private static final String ASIDE = ".damaged";
    private static final Pattern NAME =
            Pattern.compile("(?<hash>[0-9a-f]{64})\\.(?<type>[a-z0-9]+)(?<aside>\\.damaged)?");

    private final Path folder;
    private final DurableFolders folders;

    AssetFiles(Path root, DurableFolders folders) {
        this.folder = root.resolve("assets");
        this.folders = folders;
    }

    /**
     * Puts a finished file in its place. A file that has the name already may be a damaged one, and has the same bytes if it is
     * not: replaced in either case.
     */
    Asset place(Path file, Asset asset) throws IOException {
        Path target = path(asset);
        folders.make(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        folders.force(target.getParent());
        return asset;
    }

    boolean has(Asset asset) throws IOException {
        Path path = path(asset);
        return Files.isRegularFile(path) && Files.size(path) == asset.bytes();
    }

    /**
     * The file of an asset, hashed just now.
     *
     * @throws NoSuchFileException when there is none
     */
    Path intact(Asset asset) throws IOException {
        Path path = path(asset);
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        boolean intact = Files.size(path) == asset.bytes() && isIntact(path, asset.sha256());
        if (!intact && !setAside(path, asset.sha256())) {
            throw new DamagedAssetException(asset.fileName());
        }
        return path;
    }

    /** The file of an asset of which only the name is known, hashed just now. */
    Optional<Path> find(String sha256, MediaType type) throws IOException {
        Path path = path(new Asset(sha256, 1, type));
        return Files.isRegularFile(path) && (isIntact(path, sha256) || setAside(path, sha256))
                ? Optional.of(path)
                : Optional.empty();
    }

    /** Copies an asset, hashing its bytes on their way. */
    void copy(Asset asset, OutputStream out) throws IOException {
        Path path = path(asset);
        if (!FileHash.of(path, out).equals(asset.sha256())) {
            setAside(path, asset.sha256());
            throw new DamagedAssetException(asset.fileName());
        }
    }

    void visit(Assets.Visitor visitor) throws IOException {
        for (Path part : names(folder)) {
            for (Path file : names(part)) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                Optional<MediaType> type =
                        name.matches() ? MediaType.ofExtension(name.group("type")) : Optional.empty();
                if (type.isPresent()) {
                    see(visitor, file, name.group("hash"), type.get(), name.group("aside") != null);
                }
            }
        }
    }

    private static void see(Assets.Visitor visitor, Path file, String hash, MediaType type, boolean damaged)
            throws IOException {
        BasicFileAttributes facts;
        try {
            facts = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            // Set aside or repaired at this moment.
            return;
        }
        visitor.see(new StoredAsset(
                hash, type, facts.size(), facts.lastModifiedTime().toInstant(), damaged));
    }

    private static List<Path> names(Path folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(names::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    String hash(StoredAsset stored) throws IOException {
        return FileHash.of(path(stored));
    }

    boolean discard(StoredAsset stored) throws IOException {
        Path path = path(stored);
        try {
            return !Files.getLastModifiedTime(path).toInstant().isAfter(stored.keptAt()) && Files.deleteIfExists(path);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Path path(StoredAsset stored) {
        return folder.resolve(stored.sha256().substring(0, 2))
                .resolve(stored.fileName() + (stored.damaged() ? ASIDE : ""));
    }

    private Path path(Asset asset) {
        return folder.resolve(asset.sha256().substring(0, 2)).resolve(asset.fileName());
    }

    /**
     * Renames a damaged file.
     *
     * @return whether it is intact after all: another process has repaired it since it was read, and it is back in its place
     */
    private static boolean setAside(Path path, String sha256) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ASIDE);
        try {
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // Another process was faster.
            return false;
        } catch (IOException e) {
            DamagedAssetException damaged =
                    new DamagedAssetException(path.getFileName().toString());
            damaged.addSuppressed(e);
            throw damaged;
        }
        if (!isIntact(aside, sha256)) {
            LOG.warn(
                    "the store's file {} is damaged: it is set aside as {}, and had anew where it is needed",
                    path.getFileName(),
                    aside.getFileName());
            return false;
        }
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static boolean isIntact(Path file, String sha256) throws IOException {
        return FileHash.of(file).equals(sha256);
    }
}
