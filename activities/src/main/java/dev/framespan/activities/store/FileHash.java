package dev.framespan.activities.store;

import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** The SHA-256 of a file's bytes, in lower-case hexadecimal: the name under which a store keeps them. */
public final class FileHash {
    private FileHash() {}

    public static String of(Path file) throws IOException {
        return of(file, OutputStream.nullOutputStream());
    }

    /** @param onwards gets the bytes as they are read; it is not closed */
    public static String of(Path file, OutputStream onwards) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(onwards, digest));
        }
        return Sha256.hex(digest.digest());
    }
}
