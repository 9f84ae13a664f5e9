package dev.framespan.stores.s3;

import dev.framespan.activities.store.Assets;
import dev.framespan.activities.store.contract.AssetsContract;
import dev.framespan.activities.store.contract.Opener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class S3AssetsTest extends AssetsContract {
    @TempDir
    Path folder;

    private final String bucket = S3Server.here().bucket();

    @Override
    protected Class<? extends Opener<? extends Assets>> opener() {
        return Open.class;
    }

    @Override
    protected String place() {
        return S3Server.here().endpoint() + " " + bucket + "/studio " + folder;
    }

    /** In whichever process, each of which has a folder of its own, as on a machine of its own. */
    public static final class Open implements Opener<Assets> {
        @Override
        public Assets open(String place, Clock clock) {
            String[] words = place.split(" ");
            return S3Server.open(
                    URI.create(words[0]),
                    words[1],
                    Path.of(words[2])
                            .resolve("machine-" + ProcessHandle.current().pid()));
        }
    }
}
