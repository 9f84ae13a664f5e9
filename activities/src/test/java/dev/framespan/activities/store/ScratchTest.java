package dev.framespan.activities.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.asset.MediaType;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the making belong to a process: they stay as long as it lives, and go with it, however it ends. */
class ScratchTest {
    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void name() {
        root = folder.resolve("store");
    }

    @Test
    void whatAKilledProcessWasMakingIsSweptAndWhatALivingOneMakesIsNot() throws Exception {
        Process killed = ChildJvm.start(Maker.class, root.toString(), "wait");
        Process living = ChildJvm.start(Maker.class, root.toString(), "wait");
        try (BufferedReader one = killed.inputReader(UTF_8);
                BufferedReader two = living.inputReader(UTF_8)) {
            Path left = Path.of(one.readLine());
            Path used = Path.of(two.readLine());
            killed.destroyForcibly().waitFor();
            assertThat(left).as("nothing sweeps yet").exists();

            DirectoryStore.open(root).scratch();

            assertThat(left).doesNotExist();
            assertThat(left.getParent()).doesNotExist();
            assertThat(used).exists();
        } finally {
            living.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessThatEndsInOrderLeavesNothing() throws Exception {
        Process ended = ChildJvm.start(Maker.class, root.toString(), "tidy");
        assertThat(ended.waitFor()).isZero();

        assertThat(files(root.resolve("scratch"))).isEmpty();
        assertThat(files(root.resolve("owners"))).isEmpty();
        assertThat(DirectoryStore.openExisting(root).orElseThrow().list("records"))
                .hasSize(1);
    }

    /** Makes something; then waits to be killed, or takes it away and ends. */
    static final class Maker {
        private Maker() {}

        public static void main(String[] arguments) throws IOException {
            DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]));
            Path file = Files.writeString(store.scratch().resolve("half-a-film.mp4"), "half");
            store.create("records/" + UUID.randomUUID(), new byte[] {1});
            System.out.println(file);
            if (arguments[1].equals("wait")) {
                System.in.read();
            } else {
                Files.delete(file);
            }
        }
    }

    @Test
    void flatFilesOfFormerVersionsAreSweptWhenTheyAreOldAndLeftWhenTheyMayBeInUse() throws IOException {
        Path scratch = Files.createDirectories(root.resolve("scratch"));
        Path old = Files.writeString(scratch.resolve(UUID.randomUUID() + ".part"), "old");
        Path young = Files.writeString(scratch.resolve(UUID.randomUUID() + ".part"), "young");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        DirectoryStore.open(root).scratch();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void aClockThatJumpsAnHourTakesNothingFromTheLiving() throws Exception {
        Process living = ChildJvm.start(Maker.class, root.toString(), "wait");
        Path scratch = root.resolve("scratch");
        try (BufferedReader said = living.inputReader(UTF_8)) {
            Path used = Path.of(said.readLine());
            Path young = Files.writeString(scratch.resolve(UUID.randomUUID() + ".part"), "young");

            DirectoryStore.open(root, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)))
                    .scratch();

            assertThat(used).exists();
            assertThat(young).exists();
        } finally {
            living.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatAFormerVersionLeftIsOldByTheClockOfWhoeverOpensTheStore() throws IOException {
        Path left = Files.writeString(
                Files.createDirectories(root.resolve("scratch")).resolve(UUID.randomUUID() + ".part"), "old");

        DirectoryStore.open(root, Clock.offset(Clock.systemUTC(), Duration.ofHours(25)))
                .scratch();

        assertThat(left).doesNotExist();
    }

    @Test
    void sweepingFollowsNoLinkOutOfTheStore() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("precious"));
        Path kept = Files.writeString(precious.resolve("kept"), "kept");
        Path scratch = Files.createDirectories(root.resolve("scratch"));
        Files.createSymbolicLink(scratch.resolve(UUID.randomUUID().toString()), precious);
        Path dead = Files.createDirectories(scratch.resolve(UUID.randomUUID().toString()));
        Files.createSymbolicLink(dead.resolve("away"), precious);
        Files.createDirectories(dead.resolve("deeper/still"));

        DirectoryStore.open(root).scratch();

        assertThat(kept).exists();
        assertThat(dead).doesNotExist();
    }

    @Test
    void aScratchFolderThatIsALinkIsNotSwept() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path foreign =
                Files.createDirectories(elsewhere.resolve(UUID.randomUUID().toString()));
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("scratch"), elsewhere);

        DirectoryStore.open(root).scratch();

        assertThat(foreign).exists();
    }

    @Test
    void allWhoOpenTheStoreInOneProcessShareItsFolder() throws IOException {
        assertThat(DirectoryStore.open(root).scratch())
                .isEqualTo(DirectoryStore.open(root).scratch())
                .isDirectory()
                .startsWith(root.resolve("scratch"));
    }

    @Test
    void aStoreThatWasTakenAwayAndMadeAnewIsWrittenToAsBefore() throws Exception {
        DirectoryStore store = DirectoryStore.open(root);
        store.scratch();
        List<Path> all;
        try (Stream<Path> paths = Files.walk(root)) {
            all = paths.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }

        DirectoryStore again = DirectoryStore.open(root);
        again.keep(new ByteArrayInputStream(new byte[] {1}), 1, MediaType.MP4);
        Path used = Files.writeString(again.scratch().resolve("film.mp4"), "half");
        assertThat(ChildJvm.start(Maker.class, root.toString(), "tidy").waitFor())
                .isZero();

        assertThat(used).exists();
        Files.delete(used);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
