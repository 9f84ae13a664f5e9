package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folders of a store. A new folder is a name in the one above it, which has to be forced, too: a record in a folder that a power
 * cut has taken away is gone with it, however well it was forced itself.
 */
final class DurableFolders {
    private final Path root;
    private final Fsync forcing;

    // Another process may have made a folder and not have forced it yet, so each is forced once by every process.
    private final Set<Path> named = ConcurrentHashMap.newKeySet();

    DurableFolders(Path root, Fsync forcing) {
        this.root = root;
        this.forcing = forcing;
    }

    /** Makes the store's own folder, and those above it that are missing, and forces all their names. */
    void makeRoot() throws IOException {
        Path there = root.getParent();
        while (there != null && there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        Files.createDirectories(root);
        try {
            for (Path above = root.getParent(); above != null; above = above.getParent()) {
                forcing.folder(above);
                if (above.equals(there)) {
                    return;
                }
            }
        } catch (AccessDeniedException e) {
            // A folder above the store that can be written to and not be read: it is its owner's to force.
            return;
        }
    }

    /** Makes a folder of the store where it is missing. When this returns, its whole path survives a crash of the machine. */
    void make(Path folder) throws IOException {
        if (folder.equals(root) || named.contains(folder) && Files.isDirectory(folder)) {
            return;
        }
        make(folder.getParent());
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        forcing.folder(folder.getParent());
        named.add(folder);
    }

    /** Forces the names in a folder. */
    void force(Path folder) throws IOException {
        forcing.folder(folder);
    }
}
