package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;

/** References to bytes that nobody has: no workflow looks into them. */
final class FakeAssets {
    private static final int BYTES = 1234;

    private FakeAssets() {}

    /** Other words make another asset. */
    static Asset named(String words, MediaType type) {
        return new Asset(Sha256.of(words), BYTES, type);
    }

    /** @param hash 64 hexadecimal digits */
    static Asset ofHash(String hash, MediaType type) {
        return new Asset(hash, BYTES, type);
    }
}
