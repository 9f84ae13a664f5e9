package dev.framespan.activities.callback;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.Fingerprint;
import java.io.IOException;
import java.util.Locale;

/** Tasks of whose end the provider has told by itself: {@code callbacks/told/<first two>/<hash of the fingerprint>-<submission>}. */
public final class ToldTasks {
    private final Store store;

    public ToldTasks(Store store) {
        this.store = store;
    }

    /** @return whether it was not written before */
    public boolean write(CallbackTask task) throws IOException {
        return store.create(key(task), new byte[0]);
    }

    public boolean has(CallbackTask task) throws IOException {
        return store.read(key(task)).isPresent();
    }

    private static String key(CallbackTask task) {
        String hash = Fingerprint.hash(task.fingerprint());
        return "callbacks/told/" + hash.substring(0, 2) + "/" + hash
                + String.format(Locale.ROOT, "-%04d", task.submission());
    }
}
