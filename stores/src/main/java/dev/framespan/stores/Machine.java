package dev.framespan.stores;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.StoreException;
import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The name of a machine among those that share a store. */
final class Machine {
    private static final String FILE = "machine";
    private static final int LETTERS = 12;

    /** Of systemd's machine-id(5). */
    private static final Path MACHINE_ID = Path.of("/etc/machine-id");

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
            name(local);
            // A folder that was copied to another host, or is mounted by several, is that of several machines.
            return Sha256.of(Files.readString(local.resolve(FILE)) + host()).substring(0, LETTERS);
        } catch (IOException e) {
            throw new StoreException(
                    local + ": this machine's copies of the store cannot be kept here (" + IoReason.of(e)
                            + "); name another folder with FRAMESPAN_CACHE",
                    e);
        }
    }

    private static void name(Path local) throws IOException {
        Path unnamed = Files.createTempFile(local, FILE, ".new");
        try (FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            // No process reads half of it: a link has all or is not there.
            Files.createLink(local.resolve(FILE), unnamed);
        } catch (FileAlreadyExistsException e) {
            // Another process, or this one when it began before, has named it.
            return;
        } finally {
            Files.deleteIfExists(unnamed);
        }
    }

    private static String host() throws IOException {
        String id = Files.isReadable(MACHINE_ID) ? Files.readString(MACHINE_ID) : "";
        try {
            return id + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // It has no name of its own.
            return id;
        }
    }
}
