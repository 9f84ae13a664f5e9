package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What a failing disk does to a store: bytes change, sizes and names stay. */
final class StoreDamage {
    private static final int BYTES = 8;

    private StoreDamage() {}

    /** Overwrites eight bytes in the middle of every asset whose name ends so. */
    static void of(Path store, String ending) throws IOException {
        List<Path> files = assets(store, ending);
        assertThat(files).as("assets to damage").isNotEmpty();
        for (Path file : files) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long middle = Math.max(0, bytes.length() / 2 - BYTES / 2);
                byte[] before = new byte[(int) Math.min(BYTES, bytes.length())];
                bytes.seek(middle);
                bytes.readFully(before);
                for (int i = 0; i < before.length; i++) {
                    before[i] ^= 0x5a;
                }
                bytes.seek(middle);
                bytes.write(before);
            }
        }
    }

    static List<Path> assets(Path store, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("assets"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .toList();
        }
    }

    /** Every asset has the bytes that its name says. */
    static void assertNone(Path store, String ending) throws IOException {
        for (Path file : assets(store, ending)) {
            assertThat(file.getFileName().toString()).startsWith(sha256(file));
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
