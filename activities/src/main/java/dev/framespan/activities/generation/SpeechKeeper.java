package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.CrashPoints;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.store.CappedInputStream;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps what is answered in place of a task. The answer is what was paid for, and comes once: it is in the store before the ledger says that it
 * was accepted, and what nothing can be made of is there for the operator.
 */
final class SpeechKeeper implements Provider.SoundKeeper {
    /** In bytes; the longest text makes a tenth of it as MP3. */
    static final long LARGEST = 50_000_000;

    /** In bytes: the longest text as MP3, twice over. It is a record, and so held in memory. */
    private static final long LARGEST_ASIDE = 10_000_000;

    private final Store store;

    SpeechKeeper(Store store) {
        this.store = store;
    }

    @Override
    public Asset keep(InputStream sound, MediaType type) throws IOException {
        CrashPoints.passing("answered");
        return store.keep(sound, LARGEST, type);
    }

    @Override
    public String setAside(InputStream answer) throws IOException {
        byte[] bytes = new CappedInputStream(answer, LARGEST_ASIDE).readAllBytes();
        String key = "answers/" + Sha256.hex(Sha256.digest().digest(bytes));
        store.create(key, bytes);
        return key;
    }
}
