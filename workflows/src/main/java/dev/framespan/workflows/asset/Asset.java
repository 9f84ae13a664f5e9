package dev.framespan.workflows.asset;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A reference to stored bytes that never change: what travels through workflows in place of media.
 *
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits; the same bytes are the same asset
 * @param bytes their number, at least 1
 * @param type what they are
 */
public record Asset(String sha256, long bytes, MediaType type) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when {@code sha256} is not spelled so, or {@code bytes} is below 1 */
    public Asset {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + sha256);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("an asset has at least one byte, not " + bytes);
        }
        Objects.requireNonNull(type, "type");
    }

    /** {@return {@code <sha256>.<extension>}, as a file of a store or the last part of a URL} */
    public String fileName() {
        return sha256 + "." + type.extension();
    }
}
