package dev.framespan.stores;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name of a machine among those that share a store. */
final class Machine {
    private static final String FILE = "machine";

    private Machine() {}

    /**
     * The name of the machine whose processes use this folder. Where the folder was taken away it is another machine, of whose
     * processes of before nobody is dead for certain: what they had begun is theirs until its deadline.
     *
     * @throws StoreException where the folder cannot be used
     */
    static String of(Path local) {
        try {
            Files.createDirectories(local);
            Path unnamed = Files.createTempFile(local, FILE, ".new");
            try {
                Files.writeString(
                        unnamed, UUID.randomUUID().toString().replace("-", "").substring(0, 12));
                // No process reads half of it: a link has all or is not there.
                Files.createLink(local.resolve(FILE), unnamed);
            } catch (FileAlreadyExistsException e) {
                // Another process, or this one when it began before, has named it.
            } finally {
                Files.deleteIfExists(unnamed);
            }
            return Files.readString(local.resolve(FILE));
        } catch (IOException e) {
            throw new StoreException(
                    local + ": this machine's copies of the store cannot be kept here (" + IoReason.of(e)
                            + "); name another folder with FRAMESPAN_CACHE",
                    e);
        }
    }
}
