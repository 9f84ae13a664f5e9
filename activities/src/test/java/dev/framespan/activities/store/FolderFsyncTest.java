package dev.framespan.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut takes every name that its folder was not forced to keep. What a store has answered for keeps its whole path. */
class FolderFsyncTest {
    @TempDir
    Path folder;

    private final Disk disk = new Disk();

    @Test
    void theStoreItselfAndTheFoldersMadeForItSurvive() throws IOException {
        Path root = folder.resolve("films/2026/store");

        DirectoryStore.open(root, disk);

        disk.assertKeeps(root.resolve("framespan-store.json"));
    }

    @Test
    void recordsSurviveWithEveryFolderAboveThem() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);

        store.create("ledger/v1/ab/abcd/0001-1-claimed-01.json", new byte[] {1});
        disk.assertKeeps(store.root().resolve("ledger/v1/ab/abcd/0001-1-claimed-01.json"));
        store.create("ledger/v1/ab/abce/0001-1-claimed-01.json", new byte[] {1});
        disk.assertKeeps(store.root().resolve("ledger/v1/ab/abce/0001-1-claimed-01.json"));
        store.replace("films/storm/end.json", new byte[] {1});
        disk.assertKeeps(store.root().resolve("films/storm/end.json"));
    }

    @Test
    void assetsSurviveWithEveryFolderAboveThem() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);

        Asset streamed = store.keep(new ByteArrayInputStream(new byte[] {1}), 1, MediaType.MP4);
        disk.assertKeeps(store.file(streamed));
        Path made = Files.write(store.scratch().resolve("made.mp4"), new byte[] {2});
        disk.assertKeeps(store.file(store.keep(made, MediaType.MP4)));
        assertThat(disk.files).contains(made);
    }

    /** What takes the disk long is forced beside the hashing: all the same, nothing is answered for before it is there. */
    @Test
    void aLargeFileIsForcedBeforeItIsKeptAndNotKeptWhereItCannotBe() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);
        Path film = Files.write(store.scratch().resolve("film.mp4"), new byte[33 << 20]);

        Asset kept = store.keep(film, MediaType.MP4);

        assertThat(disk.files).contains(film);
        disk.assertKeeps(store.file(kept));
        Path lost = Files.write(store.scratch().resolve("lost.mp4"), new byte[34 << 20]);
        disk.full = true;
        assertThatThrownBy(() -> store.keep(lost, MediaType.MP4))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
        assertThat(lost).doesNotExist();
    }

    @Test
    void aFolderThatAnotherProcessHasMadeAndNotForcedYetSurvivesToo() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);
        Files.createDirectories(store.root().resolve("ledger/v1/ab/abcd"));

        store.create("ledger/v1/ab/abcd/0001-1-claimed-01.json", new byte[] {1});

        disk.assertKeeps(store.root().resolve("ledger/v1/ab/abcd/0001-1-claimed-01.json"));
    }

    @Test
    void aRecordThatAnotherProcessHasMadeAndNotForcedYetSurvivesWhoeverIsToldOfIt() throws IOException {
        String sending = "ledger/v1/ab/abcd/0001-2-sending.json";
        DirectoryStore.open(folder.resolve("store")).create(sending, new byte[] {1});

        DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);

        assertThat(store.create(sending, new byte[] {2})).isFalse();
        disk.assertKeeps(store.root().resolve(sending), store.root().resolve("ledger/v1/ab/abcd"));
    }

    @Test
    void anAssetThatAnotherProcessHasKeptAndNotForcedYetSurvivesToo() throws IOException {
        Asset asset = DirectoryStore.open(folder.resolve("store"))
                .keep(new ByteArrayInputStream(new byte[] {1}), 1, MediaType.MP4);

        DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);
        store.keep(new ByteArrayInputStream(new byte[] {1}), 1, MediaType.MP4);

        disk.assertKeeps(store.file(asset), folder.resolve("store"));
    }

    @Test
    void aRecordThatWasTakenAwayDoesNotComeBack() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);
        String sending = "ledger/v1/ab/abcd/0001-2-sending.json";
        store.create(sending, new byte[] {1});

        store.remove(sending);

        disk.assertForgets(store.root().resolve(sending));
    }

    /** Remembers which names a power cut would leave. */
    private final class Disk implements Fsync {
        private final Set<Path> kept = new HashSet<>();
        private final Set<Path> files = new HashSet<>();
        private volatile boolean full;

        @Override
        public void file(Path file) throws IOException {
            if (full) {
                throw new IOException("no space left");
            }
            files.add(file);
        }

        @Override
        public void folder(Path forced) throws IOException {
            kept.removeIf(path -> path.getParent().equals(forced));
            try (Stream<Path> names = Files.list(forced)) {
                names.forEach(kept::add);
            }
        }

        void assertForgets(Path file) {
            assertThat(kept).doesNotContain(file);
        }

        void assertKeeps(Path file) {
            assertKeeps(file, folder);
        }

        void assertKeeps(Path file, Path from) {
            for (Path path = file; !path.equals(from); path = path.getParent()) {
                assertThat(kept).contains(path);
            }
        }
    }
}
