package dev.framespan.activities.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that shuts down interrupts its activities; what one of them has just paid for is written down all the same. */
class InterruptedWritesTest {
    @TempDir
    Path folder;

    /** Everything by which bytes come into a store. */
    enum Write {
        CREATE {
            @Override
            void into(DirectoryStore store, String name, byte[] content) throws IOException {
                assertThat(store.create("ledger/" + name, content)).isTrue();
                assertThat(store.read("ledger/" + name)).contains(content);
            }
        },
        REPLACE {
            @Override
            void into(DirectoryStore store, String name, byte[] content) throws IOException {
                store.replace("films/" + name, content);
                assertThat(store.read("films/" + name)).contains(content);
                assertThat(store.list("films")).contains("films/" + name);
            }
        },
        KEEP_A_STREAM {
            @Override
            void into(DirectoryStore store, String name, byte[] content) throws IOException {
                Asset asset = store.keep(new ByteArrayInputStream(content), content.length, MediaType.MP4);
                assertThat(Files.readAllBytes(store.file(asset))).isEqualTo(content);
            }
        },
        KEEP_A_FILE {
            @Override
            void into(DirectoryStore store, String name, byte[] content) throws IOException {
                Path made = Files.write(store.scratch().resolve(name), content);
                Asset asset = store.keep(made, MediaType.MP4);
                assertThat(Files.readAllBytes(store.file(asset))).isEqualTo(content);
            }
        };

        abstract void into(DirectoryStore store, String name, byte[] content) throws IOException;
    }

    @AfterEach
    void noOtherThreadIsInterrupted() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void aThreadInterruptedBeforeAWriteWritesAndStaysInterrupted(Write write) throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));

        Thread.currentThread().interrupt();
        write.into(store, "0001", "paid".getBytes(UTF_8));

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void aThreadInterruptedDuringWritesWritesAndStaysInterrupted(Write write) throws Exception {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 40; i++) {
                    write.into(
                            store, "record-" + i, ("paid " + i).repeat(10_000).getBytes(UTF_8));
                }
                flag.set(Thread.currentThread().isInterrupted());
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            writer.interrupt();
            Thread.sleep(1);
        }

        assertThat(failure.get()).isNull();
        assertThat(flag).isTrue();
    }

    @Test
    void anInterruptedThreadOpensAStore() {
        Thread.currentThread().interrupt();

        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));

        assertThat(DirectoryStore.openExisting(store.root()).orElseThrow().id()).isEqualTo(store.id());
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void anInterruptedProcessIsAliveForOthersAndSeesWhichOthersAre() throws Exception {
        Thread.currentThread().interrupt();
        try (LiveProcesses here = new LiveProcesses(folder)) {
            assertThat(here.isDead("never-was")).isTrue();
            assertThat(Thread.interrupted()).isTrue();

            Process other = ChildJvm.start(Looker.class, folder.toString(), here.self());
            String name;
            try (java.io.BufferedReader said = other.inputReader(UTF_8)) {
                name = said.readLine();
                assertThat(said.readLine()).isEqualTo("alive");
                Thread.currentThread().interrupt();
                assertThat(here.isDead(name)).isFalse();
                Thread.interrupted();
                other.destroyForcibly().waitFor();
            }
            Thread.currentThread().interrupt();
            assertThat(here.isDead(name)).isTrue();
        }
    }

    /** Says its name, and whether another process lives; then waits to be killed. */
    static final class Looker {
        private Looker() {}

        public static void main(String[] arguments) throws IOException {
            try (LiveProcesses processes = new LiveProcesses(Path.of(arguments[0]))) {
                System.out.println(processes.self());
                System.out.println(processes.isDead(arguments[1]) ? "dead" : "alive");
                System.in.read();
            }
        }
    }
}
