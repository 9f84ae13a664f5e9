package dev.framespan.worker.jars;

import dev.framespan.activities.store.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files in a jar, of which none is unpacked. What a jar says of its sizes bounds what is ever read of it: one that says too much is refused, and
 * of one that says too little the rest is never seen.
 */
final class JarContent implements AutoCloseable {
    static final long MOST_BYTES = 256L << 20;
    static final long MOST_UNPACKED = 1L << 30;
    static final int MOST_ENTRIES = 100_000;
    static final long LARGEST_CLASS = 16L << 20;

    private static final String CLASS = ".class";

    private final Path file;
    private final ZipFile zip;

    private JarContent(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /** @throws RefusedJarException when it is no file, or larger than any jar is meant to be */
    static void requireFile(Path file) throws RefusedJarException {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file)) {
                throw new RefusedJarException(name + " is no file; take it away");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new RefusedJarException(name + " has more than " + (MOST_BYTES >> 20)
                        + " MiB; workflows need no large files, which belong into the store");
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** @throws RefusedJarException when it is no jar, or holds more than any is meant to */
    static JarContent open(Path file) throws RefusedJarException {
        String name = file.getFileName().toString();
        try {
            JarContent content = new JarContent(file, new ZipFile(file.toFile()));
            try {
                content.requireSizes();
                return content;
            } catch (RefusedJarException e) {
                content.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static RefusedJarException unreadable(String name, IOException e) {
        return new RefusedJarException(
                name + " is no jar that can be read (" + IoReason.of(e) + "); copy it here once more, or take it away");
    }

    private void requireSizes() throws RefusedJarException {
        if (zip.size() > MOST_ENTRIES) {
            throw new RefusedJarException(name() + " has more than " + MOST_ENTRIES + " entries; take it away");
        }
        long unpacked = 0;
        for (ZipEntry entry : entries()) {
            if (entry.getSize() > LARGEST_CLASS && entry.getName().endsWith(CLASS)) {
                throw new RefusedJarException(name() + ": " + entry.getName() + " has more than "
                        + (LARGEST_CLASS >> 20) + " MiB, which no class has; take the jar away");
            }
            unpacked += Math.max(0, entry.getSize());
            if (unpacked > MOST_UNPACKED) {
                throw new RefusedJarException(name() + " holds more than " + (MOST_UNPACKED >> 20)
                        + " MiB when it is unpacked; take it away");
            }
        }
    }

    private List<ZipEntry> entries() {
        List<ZipEntry> entries = new ArrayList<>();
        zip.entries().asIterator().forEachRemaining(entries::add);
        return entries;
    }

    String name() {
        return file.getFileName().toString();
    }

    Path file() {
        return file;
    }

    /** Internal names of its classes: {@code studio/MusicVideo}. */
    List<String> classes() {
        return entries().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.endsWith("-info.class"))
                .map(name -> name.substring(0, name.length() - CLASS.length()))
                .toList();
    }

    /** A class by its internal name; empty where it is not in here. */
    Optional<byte[]> classFile(String name) throws IOException {
        return bytes(name + CLASS);
    }

    boolean has(String entry) {
        return zip.getEntry(entry) != null;
    }

    /** As many bytes as the jar says that an entry has; empty where it is not in here. */
    Optional<byte[]> bytes(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(in.readNBytes((int) Math.min(LARGEST_CLASS, Math.max(0, entry.getSize()))));
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            // It was only read.
            return;
        }
    }
}
