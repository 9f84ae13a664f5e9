package dev.framespan.activities.generation;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps what is answered in place of a task. The answer is what was paid for, and comes once: it is in the store before the ledger says that it
 * was accepted, and what nothing can be made of is there for the operator.
 */
final class SpeechKeeper implements Provider.SoundKeeper {
    /** In bytes; the longest text makes a third of it as WAV of 48 kHz in stereo. */
    static final long LARGEST = 200_000_000;

    /** In bytes: the longest text as bare samples of 24 kHz. It is a record, and so held in memory. */
    private static final int LARGEST_ASIDE = 20_000_000;

    private final Store store;

    SpeechKeeper(Store store) {
        this.store = store;
    }

    @Override
    public Asset keep(InputStream sound, MediaType type) throws IOException {
        CrashPoint.ANSWERED.passing();
        return store.keep(sound, LARGEST, type);
    }

    /** What came of it, also where it broke off or is longer than is kept. */
    @Override
    public String setAside(InputStream answer) throws IOException {
        byte[] bytes = whatCame(answer);
        String key = "answers/" + Sha256.of(bytes);
        store.create(key, bytes);
        return key;
    }

    private static byte[] whatCame(InputStream answer) {
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int got = answer.read(part); got >= 0 && came.size() < LARGEST_ASIDE; got = answer.read(part)) {
                came.write(part, 0, Math.min(got, LARGEST_ASIDE - came.size()));
            }
        } catch (IOException e) {
            // It broke off; that is said of it anyway.
            return came.toByteArray();
        }
        return came.toByteArray();
    }
}
