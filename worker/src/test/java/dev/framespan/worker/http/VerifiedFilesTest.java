package dev.framespan.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedFilesTest {
    @TempDir
    Path folder;

    private DirectoryStore store;
    private Asset picture;
    private Path file;

    @BeforeEach
    void keep() throws IOException {
        store = DirectoryStore.open(folder);
        picture = store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10, MediaType.PNG);
        file = store.file(picture);
    }

    @Test
    void aFileThatIsChangedIsNotShownAnyMore() throws IOException {
        VerifiedFiles files = new VerifiedFiles(store, Clock.systemUTC());
        assertThat(files.find(picture.sha256(), MediaType.PNG)).contains(file);

        Files.write(file, new byte[] {3, 2, 1});

        assertThat(files.find(picture.sha256(), MediaType.PNG)).isEmpty();
    }

    @Test
    void aFileThatIsDamagedWithoutATraceIsShownForAMinuteAtMost() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
        VerifiedFiles files = new VerifiedFiles(store, new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        assertThat(files.find(picture.sha256(), MediaType.PNG)).isPresent();
        FileTime modified = Files.getLastModifiedTime(file);
        Files.write(file, new byte[] {3, 2, 1});
        Files.setLastModifiedTime(file, modified);

        now.updateAndGet(time -> time.plusSeconds(61));

        assertThat(files.find(picture.sha256(), MediaType.PNG)).isEmpty();
    }

    @Test
    void whatTheStoreDoesNotHaveIsNotFoundAndFoundWhenItComes() throws IOException {
        VerifiedFiles files = new VerifiedFiles(store, Clock.systemUTC());
        Files.delete(file);
        assertThat(files.find(picture.sha256(), MediaType.PNG)).isEmpty();

        store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10, MediaType.PNG);

        assertThat(files.find(picture.sha256(), MediaType.PNG)).isPresent();
    }
}
