package dev.framespan.activities.film;

import dev.framespan.activities.store.Records;
import dev.framespan.workflows.asset.Sha256;
import java.util.regex.Pattern;

/**
 * The part of a store's key that names a shot, a keyframe or whatever else is bought. An id may hold more than a key may: {@code clip#3} is
 * one, and so is {@code Möwe}. So a record says in itself what it is about.
 */
final class IdKey {
    // With what a record's name has around it, a longer one would be too long for a file's name.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    private static final String HASH = "sha256.";
    private static final int HASH_DIGITS = 32;
    private static final Pattern HASHED = Pattern.compile(Pattern.quote(HASH) + "[0-9a-f]{" + HASH_DIGITS + "}");

    private IdKey() {}

    /**
     * {@return the id itself where {@linkplain Records#needKey a key} may hold it, as it always was; else {@code sha256.} and the first 32
     * hexadecimal digits of its SHA-256} An id that looks like the latter is hashed, too, so that it has the key of no other.
     */
    static String of(String id) {
        return PLAIN.matcher(id).matches() && !HASHED.matcher(id).matches()
                ? id
                : HASH + Sha256.of(id).substring(0, HASH_DIGITS);
    }
}
