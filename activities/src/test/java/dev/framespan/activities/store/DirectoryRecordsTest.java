package dev.framespan.activities.store;

import dev.framespan.activities.store.contract.Opener;
import dev.framespan.activities.store.contract.RecordsContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class DirectoryRecordsTest extends RecordsContract {
    @TempDir
    Path folder;

    @Override
    protected Class<? extends Opener<? extends Records>> opener() {
        return Open.class;
    }

    @Override
    protected String place() {
        return folder.resolve("store").toString();
    }

    /** In whichever process. */
    public static final class Open implements Opener<Records> {
        @Override
        public Records open(String place, Clock clock) {
            return DirectoryStore.open(Path.of(place), clock);
        }
    }
}
