package dev.framespan.stores;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.StoreException;
import dev.framespan.stores.postgresql.PostgresqlRecords;
import dev.framespan.stores.s3.S3Assets;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Which store a bucket's folder belongs to: of two stores in one, the clean-up of each would take away what the other has paid for. A mark is in
 * the store's records and in the bucket; the first store that works there makes it.
 */
final class BucketOwner {
    private static final String KEY = "bucket/owner.json";

    private final String place;
    private final PostgresqlRecords records;
    private final S3Assets assets;

    /** @param place how users name the store */
    BucketOwner(String place, PostgresqlRecords records, S3Assets assets) {
        this.place = place;
        this.records = records;
        this.assets = assets;
    }

    /**
     * @param bucket its URL
     * @param mark that is in it, and in that of no other store
     */
    record Owned(String bucket, String mark) {}

    /**
     * @param claims whether the bucket is to be the store's where it is nobody's
     * @throws StoreException where the bucket is another store's, or the store has another one
     */
    void require(boolean claims) {
        try {
            Optional<Owned> owned = owned();
            if (owned.isPresent() || claims) {
                require(owned.isPresent() ? owned.get() : claimed(), claims);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Owned claimed() throws IOException {
        if (assets.mark().isEmpty()) {
            Owned mine = new Owned(assets.place(), UUID.randomUUID().toString());
            records.create(KEY, Payloads.json().writeValueAsBytes(mine));
        }
        // Another process of this store may have come between.
        return owned().orElseThrow(this::another);
    }

    private Optional<Owned> owned() throws IOException {
        Optional<byte[]> content = records.read(KEY);
        try {
            return content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Payloads.json().readValue(content.get(), Owned.class));
        } catch (JsonProcessingException e) {
            throw new IOException(KEY + " is damaged; delete it while nothing works on the store", e);
        }
    }

    private void require(Owned owned, boolean claims) throws IOException {
        if (!owned.bucket().equals(assets.place())) {
            throw new StoreException(place + ": this store's assets are in " + owned.bucket()
                    + ", and FRAMESPAN_BUCKET says " + assets.place() + "; name the one that it has");
        }
        Optional<String> mark = assets.mark();
        if (mark.isEmpty() && claims) {
            assets.mark(owned.mark());
            mark = assets.mark();
        }
        if (mark.isPresent() && !mark.get().equals(owned.mark())) {
            throw another();
        }
    }

    private StoreException another() {
        return new StoreException(assets.place()
                + ": another store has its assets here, which each of the two would take for unused; name another bucket,"
                + " or another folder in it, for " + place);
    }

    private StoreException unreadable(IOException e) {
        return new StoreException(assets.place() + ": whose bucket this is cannot be read (" + IoReason.of(e) + ")", e);
    }
}
