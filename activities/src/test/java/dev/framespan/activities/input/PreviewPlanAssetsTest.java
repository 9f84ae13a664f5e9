package dev.framespan.activities.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.storyboard.InputSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewPlanAssetsTest {
    private static final URI URL = URI.create("https://example.org/a.png");

    @TempDir
    Path folder;

    private DirectoryStore store;
    private PreviewPlanAssets assets;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder.resolve("store"));
        assets = new PreviewPlanAssets(store, new LocalInputs());
    }

    @Test
    void aPictureHasTheHashThatTheStoreWouldGiveItAndIsNotKept() throws IOException {
        byte[] picture = LocalInputsTest.picture("png", 8, 8);
        Path file = Files.write(folder.resolve("a.png"), picture);
        List<Path> before = files();

        Asset asset = assets.picture(new InputSource.File(file));

        assertThat(files()).isEqualTo(before);
        assertThat(store.has(asset)).isFalse();
        assertThat(store.keep(new ByteArrayInputStream(picture), picture.length, MediaType.PNG))
                .isEqualTo(asset);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(store.root())) {
            return files.sorted().toList();
        }
    }

    @Test
    void behindAUrlIsWhatTheStoreHasFetched() throws IOException {
        Asset unknown = assets.picture(new InputSource.Url(URL));
        byte[] picture = LocalInputsTest.picture("png", 8, 8);
        Asset fetched = store.keep(new ByteArrayInputStream(picture), picture.length, MediaType.PNG);
        new InputRecords(store).record(URL, new InputRecords.Fetched(URL.toString(), fetched, null, null, null));

        assertThat(assets.picture(new InputSource.Url(URL))).isEqualTo(fetched);
        assertThat(unknown.sha256()).isEqualTo("0".repeat(64));
        assertThat(assets.video(new InputSource.Url(URI.create("https://example.org/a.mp4")))
                        .millis())
                .isZero();
    }

    @Test
    void whatHasBecomeNoVideoIsSaid() throws IOException {
        Path poem = Files.writeString(folder.resolve("poem.mp4"), "a poem");

        assertThatThrownBy(() -> assets.video(new InputSource.File(poem)))
                .hasMessage(poem + ": this video cannot be used: it is no MP4 or MOV, whatever its name says");
    }

    @Test
    void wordsAreRemembered() {
        Asset words = assets.words("größer 🌊");

        assertThat(assets.words(words)).isEqualTo("größer 🌊");
        assertThat(words.bytes()).isEqualTo(13);
    }
}
