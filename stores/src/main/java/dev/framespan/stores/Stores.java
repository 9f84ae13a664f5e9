package dev.framespan.stores;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.stores.postgresql.PostgresqlRecords;
import dev.framespan.stores.s3.S3Assets;
import java.nio.file.Path;
import java.util.Optional;

/** Opens stores, wherever they are. */
public final class Stores {
    private final StoreSettings settings;

    public Stores(StoreSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens a store, which is made where there is none.
     *
     * @throws StoreException where that cannot be, in a sentence that names the place and the remedy
     */
    public Store open(StoreAddress address) {
        if (address instanceof StoreAddress.Database database) {
            needBucket(database);
            return shared(database, PostgresqlRecords.open(database.url()));
        }
        return DirectoryStore.open(((StoreAddress.Folder) address).path());
    }

    /** Opens a store that exists already; as {@link #open}. */
    public Optional<Store> openExisting(StoreAddress address) {
        if (address instanceof StoreAddress.Database database) {
            needBucket(database);
            return PostgresqlRecords.openExisting(database.url()).map(records -> shared(database, records));
        }
        return DirectoryStore.openExisting(((StoreAddress.Folder) address).path())
                .map(Store.class::cast);
    }

    private void needBucket(StoreAddress.Database database) {
        if (settings.bucket().isEmpty()) {
            throw new StoreException(
                    database + ": the bucket of its assets is not named; say FRAMESPAN_BUCKET=s3://BUCKET/PREFIX, the"
                            + " same for all that use the store",
                    null);
        }
    }

    private Store shared(StoreAddress.Database database, PostgresqlRecords records) {
        Path local = settings.cache().resolve(records.id());
        return new SharedStore(
                database.toString(),
                local,
                Machine.of(local),
                records,
                S3Assets.open(settings.bucket().orElseThrow(), local, settings.cacheBytes()));
    }
}
