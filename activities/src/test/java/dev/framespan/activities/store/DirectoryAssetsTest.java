package dev.framespan.activities.store;

import dev.framespan.activities.store.contract.AssetsContract;
import dev.framespan.activities.store.contract.Opener;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class DirectoryAssetsTest extends AssetsContract {
    @TempDir
    Path folder;

    @Override
    protected Class<? extends Opener<? extends Assets>> opener() {
        return Open.class;
    }

    @Override
    protected String place() {
        return folder.resolve("store").toString();
    }

    /** In whichever process. */
    public static final class Open implements Opener<Assets> {
        @Override
        public Assets open(String place, Clock clock) {
            return DirectoryStore.open(Path.of(place), clock);
        }
    }
}
