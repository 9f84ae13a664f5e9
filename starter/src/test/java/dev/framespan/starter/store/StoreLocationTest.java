package dev.framespan.starter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.UserError;
import dev.framespan.stores.StoreAddress;
import dev.framespan.stores.StoreSettings;
import dev.framespan.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLocationTest {
    @TempDir
    Path folder;

    private Stores stores;

    @BeforeEach
    void open() {
        stores = new Stores(new StoreSettings(Optional.empty(), folder.resolve("cache"), 1));
    }

    @Test
    void aRenderKeepsEverythingBesideTheStoryboard() {
        Path storyboard = folder.resolve("films/storm.yaml");
        assertThat(StoreLocation.beside(storyboard, Optional.empty()))
                .isEqualTo(StoreAddress.of(folder.resolve("films/.framespan")));
        assertThat(StoreLocation.beside(storyboard, Optional.of(StoreAddress.of("/store"))))
                .isEqualTo(StoreAddress.of("/store"));
    }

    @Test
    void othersLookUpwards() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("films/storm/pictures"));
        Files.createDirectories(folder.resolve("films/.framespan"));
        assertThat(StoreLocation.nearest(deep, Optional.empty()))
                .contains(StoreAddress.of(folder.resolve("films/.framespan")));
        assertThat(StoreLocation.nearest(deep, Optional.of(StoreAddress.of("/store"))))
                .contains(StoreAddress.of("/store"));
        assertThat(StoreLocation.nearest(folder, Optional.empty()))
                .as("what makes films looks into no folder below")
                .isNotEqualTo(Optional.of(StoreAddress.of(folder.resolve("films/.framespan"))));
    }

    @Test
    void theOnlyStoreAFolderBelowIsFoundAndSeveralAreNamed() {
        DirectoryStore films = DirectoryStore.open(folder.resolve("films/.framespan"));

        assertThat(StoreLocation.existing(stores, folder, Optional.empty()).local())
                .isEqualTo(films.root());
        assertThat(StoreLocation.others(folder, films.place())).isEmpty();

        DirectoryStore.open(folder.resolve("more/.framespan"));
        assertThatThrownBy(() -> StoreLocation.existing(stores, folder, Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--store")
                .hasMessageContaining("films/.framespan, more/.framespan");
        assertThat(StoreLocation.others(folder, films.place())).contains("more/.framespan");
    }

    @Test
    void whatIsBelowCountsOnlyAsAStoreAndOnlyWhereNoneIsAbove() throws IOException {
        Files.createDirectories(folder.resolve("empty/.framespan"));
        Files.createDirectories(folder.resolve("deep/er"));
        DirectoryStore.open(folder.resolve("deep/er/.framespan"));
        Path linked = Files.createDirectories(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve(".framespan"), folder.resolve("deep/er/.framespan"));
        assertThat(StoreLocation.below(folder)).isEmpty();

        DirectoryStore below = DirectoryStore.open(folder.resolve("films/.framespan"));
        assertThat(StoreLocation.below(folder)).containsExactly(below.root());

        DirectoryStore here = DirectoryStore.open(folder.resolve(".framespan"));
        assertThat(StoreLocation.existing(stores, folder, Optional.empty()).local())
                .isEqualTo(here.root());
    }

    @Test
    void aFolderThatIsNoStoreIsRefusedWithTheCure() {
        assertThatThrownBy(() -> StoreLocation.existing(stores, folder, Optional.of(StoreAddress.of(folder))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--store");
    }
}
