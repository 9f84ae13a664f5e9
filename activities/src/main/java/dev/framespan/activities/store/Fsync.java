package dev.framespan.activities.store;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Forces what was written to the disk (fsync), so that it survives a power cut. An interface, since a test can record what was forced,
 * and cannot cut the power.
 *
 * <p>An interrupt closes a channel under the thread that uses it; a worker that shuts down interrupts its activities, and what they
 * have just paid for is to be written down all the same. So a force that an interrupt has broken off is done once more, and the
 * thread's flag is set again afterwards.
 */
interface Fsync {
    /** As the operating system does it. */
    Fsync DISK = new Fsync() {
        @Override
        public void file(Path file) throws IOException {
            force(file, StandardOpenOption.WRITE);
        }

        @Override
        public void folder(Path folder) throws IOException {
            try {
                force(folder, StandardOpenOption.READ);
            } catch (AccessDeniedException e) {
                // Windows opens no folder; its file system journals the entry.
                if (!System.getProperty("os.name").startsWith("Windows")) {
                    throw e;
                }
            }
        }
    };

    /** Forces a file's bytes. */
    void file(Path file) throws IOException;

    /** Forces the bytes of a file that is just being written; no interrupt breaks that off. */
    default void written(FileDescriptor file) throws IOException {
        file.sync();
    }

    /** Forces the names that a folder holds. */
    void folder(Path folder) throws IOException;

    private static void force(Path path, OpenOption how) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(path, how)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
