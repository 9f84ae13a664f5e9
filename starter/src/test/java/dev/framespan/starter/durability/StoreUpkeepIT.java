package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code framespan store verify} and {@code gc}, on a store of an earlier build, half-way through a film. */
class StoreUpkeepIT {
    private static final Path RECORDED = Path.of("src/test/resources/stores/half-done/store");
    private static final String CATALOGUE = "8caafcdfcb047da1521c0ee070b4dedc80c391a585b19589f9fdce9f6cf6eb92.json";
    private static final String CLIP = "475496a0709122c3026f7c2a63419f6cd67adb3b5a38258c7d2eedc2da7eb087.mp4";

    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void copy() throws IOException {
        store = folder.resolve(".framespan");
        try (Stream<Path> files = Files.walk(RECORDED)) {
            for (Path file : files.toList()) {
                Path to = store.resolve(RECORDED.relativize(file).toString());
                Files.copy(file, to);
                if (Files.isRegularFile(to)) {
                    Files.setLastModifiedTime(to, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
                }
            }
        }
    }

    private List<String> run(int exitCode, String... arguments) throws IOException {
        try (Program program = new FramespanProgram(folder).start(arguments)) {
            program.assertEnds(exitCode, Duration.ofMinutes(1));
            return Stream.concat(program.out().stream(), program.err().stream()).toList();
        }
    }

    @Test
    void whatNothingUsesIsTakenAwayAndTheStoreIsSoundBeforeAndAfter() throws IOException {
        assertThat(run(0, "store", "verify"))
                .containsExactly("nothing is wrong with " + store + ": 4 assets (923.6 kB), 27 records, 5 submissions");

        assertThat(run(0, "store", "gc"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(CATALOGUE).contains("4.3 kB"), line -> assertThat(line)
                                .isEqualTo("framespan: 1 asset, 4.3 kB, can be taken away from " + store
                                        + "; --delete does it"));
        assertThat(store.resolve("assets/8c/" + CATALOGUE)).exists();

        assertThat(run(0, "store", "gc", "--delete", "--derived"))
                .contains("framespan: took away 1 asset, 4.3 kB, from " + store);
        assertThat(store.resolve("assets/8c/" + CATALOGUE)).doesNotExist();
        assertThat(run(0, "store", "verify")).hasSize(1).first().asString().contains(": 3 assets (");
    }

    @Test
    @Tag("long")
    void aDamagedClipIsSaidWithItsCureAndNothingIsTakenAwayWhileAnotherProcessWorks() throws IOException {
        StoreDamage.of(store, CLIP);

        assertThat(run(1, "store", "verify"))
                .contains(
                        "assets/47/" + CLIP + ": has other bytes than its name says; render the film half again: it is"
                                + " fetched again for nothing, as long as the provider has it");

        DirectoryStore.open(store).scratch();
        assertThat(run(2, "store", "gc", "--delete")).singleElement().satisfies(line -> assertThat(line)
                .contains(
                        "another process works on this store, so nothing was taken away; end its renders and workers"));
        assertThat(store.resolve("assets/8c/" + CATALOGUE)).exists();
    }

    @Test
    @Tag("long")
    void aStoreOfANewerVersionIsRefusedInOneSentence() throws IOException {
        Files.writeString(store.resolve("framespan-store.json"), "{\"format\":3,\"id\":\"x\",\"shards\":4}");

        for (String command : List.of("list", "ledger", "store verify", "store gc --delete")) {
            assertThat(run(2, command.split(" ")))
                    .containsExactly(
                            "framespan: " + store + ": this store has format 3, and this version of Framespan reads"
                                    + " format 2; use the newer Framespan that wrote it, or another store with --store");
        }
    }
}
