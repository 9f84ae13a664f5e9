package dev.framespan.activities.callback;

import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/** What only the processes of one store know: a record that the first of them makes, and that never changes. It is in no log and no workflow. */
public final class CallbackSecret {
    static final String RECORD = "callbacks/secret";

    private static final int BYTES = 32;
    private static final long BETWEEN_READS_NANOS = 1_000_000_000L;

    private final Store store;
    private byte[] known;
    private long readAt;
    private boolean hasRead;

    public CallbackSecret(Store store) {
        this.store = store;
    }

    /** Makes it where the store has none. */
    public void make() throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        store.create(RECORD, fresh);
        known = whole(store.read(RECORD).orElseThrow(() -> new IOException(RECORD + " is not there")));
    }

    /** Empty where no process of the store was ever called back; looked for once a second at most, whatever is asked. */
    synchronized Optional<byte[]> read() {
        long now = System.nanoTime();
        if (known == null && (!hasRead || now - readAt > BETWEEN_READS_NANOS)) {
            hasRead = true;
            readAt = now;
            try {
                Optional<byte[]> found = store.read(RECORD);
                known = found.isPresent() ? whole(found.get()) : null;
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(known);
    }

    private static byte[] whole(byte[] content) throws IOException {
        if (content.length != BYTES) {
            throw new IOException(
                    RECORD + " is damaged; take the file away, and addresses that are given out from now on are good");
        }
        return content;
    }
}
