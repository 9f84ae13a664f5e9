package dev.framespan.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {
    @TempDir
    Path folder;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder.resolve("store"));
    }

    @AfterEach
    void nothingIsLeftInTheMaking() throws IOException {
        try (Stream<Path> left = Files.list(store.scratch())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everyProcessThatOpensItFindsTheSameStore() {
        assertThat(DirectoryStore.open(folder.resolve("store")).id()).isEqualTo(store.id());
        assertThat(DirectoryStore.openExisting(folder.resolve("store"))
                        .orElseThrow()
                        .id())
                .isEqualTo(store.id());
        assertThat(DirectoryStore.openExisting(folder.resolve("nothing"))).isEmpty();
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void anAssetThatWasCutShortIsNotThere() throws IOException {
        Asset asset = store.keep(new ByteArrayInputStream(new byte[100]), 100, MediaType.MP4);
        Files.write(store.file(asset), new byte[99]);

        assertThat(store.has(asset)).isFalse();
        assertThatThrownBy(() -> store.file(asset)).isInstanceOf(DamagedAssetException.class);
        assertThatThrownBy(() -> store.file(asset)).isInstanceOf(NoSuchFileException.class);
        store.keep(new ByteArrayInputStream(new byte[100]), 100, MediaType.MP4);
        assertThat(store.has(asset)).isTrue();
    }

    @Test
    void aStoreOfANewerVersionIsRefusedWithTheCure() throws IOException {
        Files.writeString(store.root().resolve("framespan-store.json"), "{\"format\":3,\"id\":\"x\",\"more\":true}");

        assertThatThrownBy(() -> DirectoryStore.open(store.root()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("format 3")
                .hasMessageContaining("use the newer Framespan")
                .hasMessageContaining("--store");
        assertThatThrownBy(() -> DirectoryStore.openExisting(store.root())).isInstanceOf(StoreException.class);
    }

    @Test
    void aPlaceWhereNoStoreCanBeSaysSoWithTheCure() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> DirectoryStore.open(file.resolve("store")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a file stands where a folder is needed")
                .hasMessageContaining("--store");
        Files.writeString(store.root().resolve("framespan-store.json"), "not json");
        assertThatThrownBy(() -> DirectoryStore.open(store.root()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("put the original file back");
    }
}
