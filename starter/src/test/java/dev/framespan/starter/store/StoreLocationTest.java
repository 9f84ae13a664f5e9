package dev.framespan.starter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLocationTest {
    @TempDir
    Path folder;

    @Test
    void aRenderKeepsEverythingBesideTheStoryboard() {
        Path storyboard = folder.resolve("films/storm.yaml");
        assertThat(StoreLocation.beside(storyboard, Optional.empty())).isEqualTo(folder.resolve("films/.framespan"));
        assertThat(StoreLocation.beside(storyboard, Optional.of(Path.of("/store"))))
                .isEqualTo(Path.of("/store"));
    }

    @Test
    void othersLookUpwards() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("films/storm/pictures"));
        Files.createDirectories(folder.resolve("films/.framespan"));
        assertThat(StoreLocation.nearest(deep, Optional.empty())).contains(folder.resolve("films/.framespan"));
        assertThat(StoreLocation.nearest(deep, Optional.of(Path.of("/store")))).contains(Path.of("/store"));
        assertThat(StoreLocation.nearest(folder, Optional.empty()))
                .as("what makes films looks into no folder below")
                .isNotEqualTo(Optional.of(folder.resolve("films/.framespan")));
    }

    @Test
    void theOnlyStoreAFolderBelowIsFoundAndSeveralAreNamed() {
        DirectoryStore films = DirectoryStore.open(folder.resolve("films/.framespan"));

        assertThat(StoreLocation.existing(folder, Optional.empty()).local()).isEqualTo(films.root());
        assertThat(StoreLocation.others(folder, films.place())).isEmpty();

        DirectoryStore.open(folder.resolve("more/.framespan"));
        assertThatThrownBy(() -> StoreLocation.existing(folder, Optional.empty()))
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
        assertThat(StoreLocation.existing(folder, Optional.empty()).local()).isEqualTo(here.root());
    }

    @Test
    void aFolderThatIsNoStoreIsRefusedWithTheCure() {
        assertThatThrownBy(() -> StoreLocation.existing(folder, Optional.of(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--store");
    }
}
