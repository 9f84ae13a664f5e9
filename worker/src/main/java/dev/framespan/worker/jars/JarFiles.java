package dev.framespan.worker.jars;

import dev.framespan.activities.store.IoReason;
import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars that belong together: one that lies in the operator's folder, or all in a folder of that.
 *
 * @param name without the version
 * @param place name of the jar or folder, as refusals say it
 */
record JarFiles(String name, String place, List<Path> jars) {
    private static final Pattern VERSION = Pattern.compile("-[0-9].*$");
    private static final String JAR = ".jar";

    JarFiles {
        jars = List.copyOf(jars);
    }

    /**
     * All that are in a folder, in alphabetical order. Other files are passed over.
     *
     * @throws IOException when it cannot be read
     */
    static List<JarFiles> in(Path folder) throws IOException {
        List<JarFiles> all = new ArrayList<>();
        for (Path path : sorted(folder)) {
            String file = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                List<Path> jars = sorted(path).stream().filter(JarFiles::isJar).toList();
                if (!jars.isEmpty()) {
                    all.add(new JarFiles(file, file, jars));
                }
            } else if (isJar(path)) {
                String stem = file.substring(0, file.length() - JAR.length());
                all.add(new JarFiles(VERSION.matcher(stem).replaceFirst(""), file, List.of(path)));
            }
        }
        return all;
    }

    private static boolean isJar(Path path) {
        return path.getFileName().toString().endsWith(JAR) && !Files.isDirectory(path);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Opens them all. @throws RefusedJarException when one is no jar, or larger than any is meant to be */
    List<JarContent> open() throws RefusedJarException {
        List<JarContent> opened = new ArrayList<>();
        try {
            for (Path jar : jars) {
                opened.add(JarContent.open(jar));
            }
            return opened;
        } catch (RefusedJarException e) {
            close(opened);
            throw e;
        }
    }

    static void close(List<JarContent> opened) {
        opened.forEach(JarContent::close);
    }

    /**
     * Copies of them, which nobody writes to any more.
     *
     * @param files of the same names
     * @param sha256 of one jar, its hash; of several, that of their hashes in the order of their names
     */
    record Copy(JarFiles files, String sha256) {}

    /**
     * Copies them all.
     *
     * @param folder of which the copies' folder becomes a part
     * @throws RefusedJarException when one is no file, larger than any is meant to be, or cannot be read
     * @throws IOException when there is no room for the copies
     */
    Copy copy(Path folder) throws RefusedJarException, IOException {
        Path into = Files.createDirectories(folder.resolve(place));
        List<Path> copies = new ArrayList<>();
        StringBuilder hashes = new StringBuilder();
        MessageDigest hash = Sha256.digest();
        for (Path jar : jars) {
            JarContent.requireFile(jar);
            Path copy = into.resolve(jar.getFileName());
            try (InputStream in = new DigestInputStream(open(jar), hash)) {
                Files.copy(in, copy);
            }
            hashes.append(Sha256.hex(hash.digest()));
            copies.add(copy);
        }
        return new Copy(
                new JarFiles(name, place, copies), jars.size() == 1 ? hashes.toString() : Sha256.of(hashes.toString()));
    }

    private static InputStream open(Path jar) throws RefusedJarException {
        try {
            return Files.newInputStream(jar);
        } catch (IOException e) {
            throw new RefusedJarException(jar.getFileName() + " cannot be read (" + IoReason.of(e) + ")");
        }
    }
}
