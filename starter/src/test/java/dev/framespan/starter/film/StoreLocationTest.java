package dev.framespan.starter.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(StoreLocation.nearest(folder, Optional.empty())).isNotEqualTo(Optional.of(folder.resolve("films")));
    }

    @Test
    void aFolderThatIsNoStoreIsRefusedWithTheCure() {
        assertThatThrownBy(() -> StoreLocation.existing(folder, Optional.of(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--store");
    }
}
