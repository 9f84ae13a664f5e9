package dev.framespan.stores;

import dev.framespan.stores.postgresql.PostgresqlRecords;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a store is, as {@code --store} and {@code FRAMESPAN_STORE} say it. */
public sealed interface StoreAddress {
    /** On this machine. */
    record Folder(Path path) implements StoreAddress {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Shared by machines: records and leases in PostgreSQL, assets in the bucket that {@link StoreSettings} names.
     *
     * @param url as {@link PostgresqlRecords#open(String)} takes it
     */
    record Database(String url) implements StoreAddress {
        /** Without its password. */
        @Override
        public String toString() {
            return PostgresqlRecords.place(url);
        }
    }

    static StoreAddress of(Path folder) {
        return new Folder(folder);
    }

    /**
     * @param text a folder, or a URL that begins with {@code postgresql:}
     * @throws IllegalArgumentException where it is neither, in a sentence
     */
    static StoreAddress of(String text) {
        if (PostgresqlRecords.isUrl(text)) {
            return new Database(text);
        }
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            throw new IllegalArgumentException("a folder, or a database as postgresql://user@host:5432/name");
        }
        try {
            return new Folder(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a folder: " + e.getReason(), e);
        }
    }
}
