package dev.framespan.activities.store;

import dev.framespan.activities.store.contract.LeasesContract;
import dev.framespan.activities.store.contract.Opener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLeasesTest extends LeasesContract {
    @TempDir
    Path folder;

    @Override
    protected Class<? extends Opener<? extends Leases>> opener() {
        return Open.class;
    }

    @Override
    protected String place() {
        return folder.resolve("store").toString();
    }

    /** In whichever process. */
    public static final class Open implements Opener<Leases> {
        @Override
        public Leases open(String place, Clock clock) throws IOException {
            return DirectoryStore.open(Path.of(place), clock).leases();
        }
    }
}
