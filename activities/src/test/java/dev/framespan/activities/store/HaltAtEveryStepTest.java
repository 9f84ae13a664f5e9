package dev.framespan.activities.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that dies between any two steps of any write leaves a store in which nothing is half, that needs no repair, and from which the
 * next process takes the rest away. The steps are those at which the disk is asked to keep what was written, before and after each.
 */
class HaltAtEveryStepTest {
    private static final int HALTED = 137;
    private static final int MOST = 200;
    private static final byte[] OLD = "old".getBytes(UTF_8);
    private static final byte[] NEW = "new".repeat(1_000).getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void everyEleventhStep() throws Exception {
        haltAt(3, 11);
    }

    @Tag("long")
    @Test
    void everyStep() throws Exception {
        haltAt(1, 1);
    }

    private void haltAt(int first, int every) throws Exception {
        int halted = 0;
        for (int step = first; step < MOST; step += every) {
            Path root = folder.resolve("store-" + step);
            DirectoryStore store = DirectoryStore.open(root);
            store.create("films/x/replaced.json", OLD);
            store.create("films/x/updated.json", OLD);
            store.create("films/x/removed.json", OLD);

            Process writer = ChildJvm.start(Writer.class, root.toString(), String.valueOf(step));
            String said = new String(writer.getInputStream().readAllBytes(), UTF_8);
            int ended = writer.waitFor();

            assertSound(store, said.lines().toList());
            if (ended == 0) {
                assertThat(halted).isGreaterThan(2);
                return;
            }
            assertThat(ended).isEqualTo(HALTED);
            halted++;
        }
        throw new AssertionError("a write has no end");
    }

    private static void assertSound(DirectoryStore store, List<String> done) throws Exception {
        assertThat(store.read("films/y/created.json"))
                .satisfiesAnyOf(content -> assertThat(content).contains(NEW), content -> assertThat(content)
                        .isEmpty()
                        .satisfies(none -> assertThat(done).doesNotContain("created")));
        for (String changed : List.of("replaced", "updated")) {
            assertThat(store.read("films/x/" + changed + ".json").orElseThrow())
                    .isIn(NEW, done.contains(changed) ? NEW : OLD);
        }
        if (done.contains("removed")) {
            assertThat(store.read("films/x/removed.json")).isEmpty();
        }
        store.visit(stored -> assertThat(store.hash(stored)).isEqualTo(stored.sha256()));
        for (String kept : List.of("streamed", "filed")) {
            if (done.contains(kept)) {
                assertThat(store.isIntact(asset(kept))).isTrue();
            }
        }
        // No process has to mend anything before it writes, and the first one takes away what is left.
        Process next = ChildJvm.start(Writer.class, store.root().toString(), "0");
        next.getInputStream().readAllBytes();
        assertThat(next.waitFor()).isZero();
        assertThat(store.read("films/x/updated.json")).contains(NEW);
        assertThat(store.isIntact(asset("filed"))).isTrue();
        try (Stream<Path> making = Files.walk(store.root().resolve("scratch"))) {
            assertThat(making.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static Asset asset(String content) {
        return new Asset(Sha256.of(content), content.length(), MediaType.TXT);
    }

    /** Writes in each way there is, says what is done, and dies at a step. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            DirectoryStore store =
                    DirectoryStore.open(Path.of(arguments[0]), new Halting(Integer.parseInt(arguments[1])));
            store.create("films/y/created.json", NEW);
            System.out.println("created");
            store.replace("films/x/replaced.json", NEW);
            System.out.println("replaced");
            store.update("films/x/updated.json", held -> Optional.of(NEW));
            System.out.println("updated");
            store.remove("films/x/removed.json");
            System.out.println("removed");
            store.keep(new ByteArrayInputStream("streamed".getBytes(UTF_8)), 100, MediaType.TXT);
            System.out.println("streamed");
            store.keep(Files.writeString(store.scratch().resolve("made"), "filed"), MediaType.TXT);
            System.out.println("filed");
        }
    }

    private static final class Halting implements Fsync {
        private final int step;
        private int steps;

        private Halting(int step) {
            this.step = step;
        }

        private void passing() {
            if (++steps == step) {
                Runtime.getRuntime().halt(HALTED);
            }
        }

        @Override
        public void file(Path file) throws IOException {
            passing();
            DISK.file(file);
            passing();
        }

        @Override
        public void written(FileDescriptor file) throws IOException {
            passing();
            DISK.written(file);
            passing();
        }

        @Override
        public void folder(Path forced) throws IOException {
            passing();
            DISK.folder(forced);
            passing();
        }
    }
}
