package dev.framespan.workflows.asset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that names assets, purchases and records. */
public final class Sha256 {
    private Sha256() {}

    /** Of a text's UTF-8 bytes, in lower-case hexadecimal. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of bytes, in lower-case hexadecimal. */
    public static String of(byte[] bytes) {
        return hex(digest().digest(bytes));
    }

    /** To be fed with bytes as they come. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
