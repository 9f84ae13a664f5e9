package dev.framespan.stores.postgresql;

import dev.framespan.workflows.asset.Sha256;

/** Numbers under which the server locks what has no row of its own: advisory locks, which all schemas of a database share. */
final class Rights {
    private static final int HEX_DIGITS_OF_A_LONG = 16;

    private Rights() {}

    /** To change a record of a store. */
    static long change(String store, String key) {
        return number(store + "/" + key);
    }

    /** To work on a store: many share it, or one has it alone. */
    static long work(String store) {
        return number(store);
    }

    /** To make or migrate the tables in a schema. */
    static long migrate(String schema) {
        return number("schema " + schema);
    }

    private static long number(String name) {
        return Long.parseUnsignedLong(Sha256.of(name).substring(0, HEX_DIGITS_OF_A_LONG), 16);
    }
}
