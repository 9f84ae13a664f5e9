package dev.framespan.stores;

import dev.framespan.activities.ledger.ClaimIndex;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Standing;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.stores.postgresql.PostgresqlRecords;
import dev.framespan.stores.s3.S3Assets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens stores, wherever they are. */
public final class Stores {
    private final StoreSettings settings;

    public Stores(StoreSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens a store to work on, which is made where there is none.
     *
     * @throws StoreException where that cannot be, in a sentence that names the place and the remedy
     */
    public Store open(StoreAddress address) {
        Store store = make(address);
        Optional<String> hindrance = standing(store).hindrance();
        if (hindrance.isPresent()) {
            throw new StoreException(store.place() + ": " + hindrance.get());
        }
        try {
            new ClaimIndex(store).complete();
        } catch (IOException e) {
            // Whoever writes next hears of it; without an index all of the ledger is looked through.
            return store;
        }
        return store;
    }

    /** As {@link #open}, whether the store is at work or not: for who copies it. */
    public Store make(StoreAddress address) {
        if (address instanceof StoreAddress.Database database) {
            needBucket(database);
            SharedStore shared = shared(database, PostgresqlRecords.open(database.url()), true);
            // A bucket that cannot be used is said before anything is begun.
            shared.assets();
            return shared;
        }
        return DirectoryStore.open(((StoreAddress.Folder) address).path());
    }

    /** Opens a store that exists already, to read it; as {@link #open}, also where it is sealed. */
    public Optional<Store> openExisting(StoreAddress address) {
        Optional<Store> found = find(address);
        if (found.isPresent()) {
            Standing standing = standing(found.get());
            if (standing.receiving() != null) {
                throw new StoreException(
                        found.get().place() + ": " + standing.hindrance().orElseThrow());
            }
        }
        return found;
    }

    private static Standing standing(Store store) {
        try {
            return store.standing();
        } catch (IOException e) {
            throw new StoreException(store.place() + ": this store cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    /** As {@link #openExisting}, whether the store is at work or not: for who copies it. */
    public Optional<Store> find(StoreAddress address) {
        if (address instanceof StoreAddress.Database database) {
            needBucket(database);
            return PostgresqlRecords.openExisting(database.url())
                    .map(records -> (Store) shared(database, records, false));
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

    /** @param claims whether the bucket is to be the store's where it is nobody's */
    private SharedStore shared(StoreAddress.Database database, PostgresqlRecords records, boolean claims) {
        Path local = settings.cache().resolve(records.id());
        return new SharedStore(database.toString(), local, Machine.of(local), records, () -> {
            S3Assets assets = S3Assets.open(settings.bucket().orElseThrow(), local, settings.cacheBytes());
            new BucketOwner(database.toString(), records, assets).require(claims);
            return assets;
        });
    }
}
