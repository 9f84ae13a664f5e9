package dev.framespan.activities.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever leaves a store is hashed on its way. */
class DamagedAssetTest {
    private static final byte[] SOUND = "a clip of a gull".getBytes(UTF_8);
    private static final byte[] OTHER = "a clip of a gxxx".getBytes(UTF_8);

    @TempDir
    Path folder;

    private DirectoryStore store;
    private Asset asset;
    private Path file;

    @BeforeEach
    void keep() throws IOException {
        store = DirectoryStore.open(folder.resolve("store"));
        asset = keepAgain();
        file = store.file(asset);
    }

    private Asset keepAgain() throws IOException {
        return store.keep(new ByteArrayInputStream(SOUND), SOUND.length, MediaType.MP4);
    }

    private Path aside() {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    @Test
    void aFileThatIsRepairedWhileItIsFoundDamagedStays() throws IOException {
        Files.write(file, OTHER);
        OutputStream repairing = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                try {
                    keepAgain();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        assertThatThrownBy(() -> store.copy(asset, repairing)).isInstanceOf(DamagedAssetException.class);

        assertThat(store.file(asset)).hasBinaryContent(SOUND);
    }

    @Test
    void aDamagedFileIsNamedAndSetAsideAndNotThereAnyMore() throws IOException {
        Files.write(file, OTHER);

        assertThatThrownBy(() -> store.file(asset))
                .isInstanceOfSatisfying(DamagedAssetException.class, damaged -> assertThat(damaged.fileName())
                        .isEqualTo(asset.fileName()))
                .hasMessageContaining(asset.fileName());

        assertThat(store.has(asset)).isFalse();
        assertThat(aside()).hasBinaryContent(OTHER);
        assertThatThrownBy(() -> store.file(asset)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aCallerThatAsksWhetherItIsIntactIsToldTheTruth() throws IOException {
        assertThat(store.isIntact(asset)).isTrue();
        Files.write(file, OTHER);
        assertThat(store.has(asset)).as("a look at the name alone").isTrue();

        assertThat(store.isIntact(asset)).isFalse();

        assertThat(aside()).exists();
        assertThat(store.isIntact(asset)).isFalse();
        keepAgain();
        assertThat(store.isIntact(asset)).isTrue();
    }

    @Test
    void aCopyIsHashedOnItsWay() throws IOException {
        assertThat(store.bytes(asset)).isEqualTo(SOUND);
        Files.write(file, OTHER);

        assertThatThrownBy(() -> store.copy(asset, new ByteArrayOutputStream()))
                .isInstanceOf(DamagedAssetException.class);

        assertThat(aside()).exists();
        assertThatThrownBy(() -> store.bytes(asset)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatWasMadeLongerIsDamagedAsWell() throws IOException {
        Files.write(file, "a clip of a gull, and more".getBytes(UTF_8));

        assertThatThrownBy(() -> store.copy(asset, OutputStream.nullOutputStream()))
                .isInstanceOf(DamagedAssetException.class);
    }

    @Test
    void whatIsShownByItsNameAloneIsHashedToo() throws IOException {
        assertThat(store.find(asset.sha256(), MediaType.MP4)).contains(file);
        Files.write(file, OTHER);

        assertThat(store.find(asset.sha256(), MediaType.MP4)).isEmpty();
        assertThat(aside()).exists();
    }

    @Test
    void keepingTheSameBytesAgainRepairsADamagedFile() throws IOException {
        Files.write(file, OTHER);
        keepAgain();
        assertThat(store.file(asset)).hasBinaryContent(SOUND);

        Files.write(file, OTHER);
        Path made = Files.write(store.scratch().resolve("made.mp4"), SOUND);
        assertThat(store.keep(made, MediaType.MP4)).isEqualTo(asset);
        assertThat(store.file(asset)).hasBinaryContent(SOUND);
    }

    @Test
    void aFileDamagedTwiceIsSetAsideTwice() throws IOException {
        for (String bytes : new String[] {"first", "again"}) {
            Files.writeString(file, bytes);
            assertThat(store.isIntact(asset)).isFalse();
            assertThat(aside()).hasContent(bytes);
            keepAgain();
        }
    }
}
