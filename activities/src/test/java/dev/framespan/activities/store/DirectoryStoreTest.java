package dev.framespan.activities.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void ofSixteenWhoWriteTheSameRecordExactlyOneDoes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 10; round++) {
                String key = "ledger/record-" + round + ".json";
                CyclicBarrier start = new CyclicBarrier(16);
                List<Callable<Boolean>> writers = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    byte[] content = ("writer " + i).getBytes(UTF_8);
                    writers.add(() -> {
                        start.await();
                        return store.create(key, content);
                    });
                }
                int winners = 0;
                int winner = -1;
                List<Future<Boolean>> results = threads.invokeAll(writers);
                for (int i = 0; i < results.size(); i++) {
                    if (results.get(i).get()) {
                        winners++;
                        winner = i;
                    }
                }
                assertThat(winners).isEqualTo(1);
                assertThat(store.read(key)).contains(("writer " + winner).getBytes(UTF_8));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoProcessesThatWriteTheSameRecordsEachRecordHasOneWriter() throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(ChildJvm.start(RecordWriter.class, store.root().toString(), "100"));
        }
        int won = 0;
        for (Process writer : writers) {
            String said = new String(writer.getInputStream().readAllBytes(), UTF_8).strip();
            assertThat(writer.waitFor()).isZero();
            won += Integer.parseInt(said);
        }

        assertThat(won).isEqualTo(100);
        assertThat(store.list("records")).hasSize(100);
    }

    /** Writes as many records as it can before another process does. */
    static final class RecordWriter {
        private RecordWriter() {}

        public static void main(String[] arguments) throws IOException {
            DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]));
            int won = 0;
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                won += store.create("records/" + i, new byte[] {1}) ? 1 : 0;
            }
            System.out.println(won);
        }
    }

    @Test
    void whatTwoProcessesAndTheirThreadsCountTogetherIsCountedWhole() throws Exception {
        List<Process> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            others.add(ChildJvm.start(Counter.class, store.root().toString(), "50"));
        }
        Counter.count(store, 50);
        for (Process other : others) {
            assertThat(other.waitFor()).isZero();
        }

        assertThat(store.read("brakes/count.json")).contains("300".getBytes(UTF_8));
    }

    /** Adds one to a record, many times, with two threads. */
    static final class Counter {
        private Counter() {}

        public static void main(String[] arguments) throws Exception {
            count(DirectoryStore.open(Path.of(arguments[0])), Integer.parseInt(arguments[1]));
        }

        static void count(DirectoryStore store, int times) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            Callable<Void> counting = () -> {
                for (int i = 0; i < times; i++) {
                    store.update("brakes/count.json", held -> held.or(() -> Optional.of("0".getBytes(UTF_8)))
                            .map(count -> Integer.parseInt(new String(count, UTF_8)) + 1)
                            .map(count -> count.toString().getBytes(UTF_8)));
                }
                return null;
            };
            try {
                for (Future<Void> done : threads.invokeAll(List.of(counting, counting))) {
                    done.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aChangeThatIsNoneOrFailsLeavesTheRecordAndTheWayFree() throws IOException {
        store.update("brakes/x.json", held -> Optional.of("one".getBytes(UTF_8)));
        store.update("brakes/x.json", held -> Optional.empty());
        assertThatThrownBy(() -> store.update("brakes/x.json", held -> {
                    throw new IOException("no");
                }))
                .hasMessage("no");

        assertThat(store.read("brakes/x.json")).contains("one".getBytes(UTF_8));
        store.update("brakes/x.json", held -> Optional.of("two".getBytes(UTF_8)));
        assertThat(store.read("brakes/x.json")).contains("two".getBytes(UTF_8));
    }

    @Test
    void aRecordThatIsTakenAwayCanBeWrittenAnewByOne() throws IOException {
        assertThat(store.create("ledger/x.json", "one".getBytes(UTF_8))).isTrue();
        store.remove("ledger/x.json");
        store.remove("ledger/x.json");

        assertThat(store.read("ledger/x.json")).isEmpty();
        assertThat(store.create("ledger/x.json", "two".getBytes(UTF_8))).isTrue();
        assertThat(store.create("ledger/x.json", "three".getBytes(UTF_8))).isFalse();
    }

    @Test
    void aReplacedRecordIsNeverSeenHalf() throws Exception {
        byte[] small = "a".repeat(10).getBytes(UTF_8);
        byte[] large = "b".repeat(200_000).getBytes(UTF_8);
        store.replace("films/x/end.json", small);
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 40; i++) {
                    store.replace("films/x/end.json", i % 2 == 0 ? large : small);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            assertThat(store.read("films/x/end.json").orElseThrow().length).isIn(small.length, large.length);
        }
    }

    @Test
    void bytesAreKeptUnderTheirHashOnce() throws IOException {
        Asset first = store.keep(new ByteArrayInputStream("clip".getBytes(UTF_8)), 4, MediaType.MP4);
        Path file = Files.writeString(store.scratch().resolve("made.mp4"), "clip");

        assertThat(store.keep(file, MediaType.MP4)).isEqualTo(first);

        assertThat(Files.readString(store.file(first))).isEqualTo("clip");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsLargerThanAllowedOrBreaksOffLeavesNothingBehind() {
        assertThatThrownBy(() -> store.keep(new ByteArrayInputStream(new byte[11]), 10, MediaType.MP4))
                .isInstanceOf(TooLargeException.class);
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };
        assertThatThrownBy(() -> store.keep(broken, Long.MAX_VALUE, MediaType.MP4))
                .hasMessage("connection reset");
        assertThat(store.root().resolve("assets")).doesNotExist();
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

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a//b", ".hidden", "a/.", "a\\b", "a\u0000b", "a/"})
    void aKeyDoesNotLeaveTheStore(String key) {
        assertThatThrownBy(() -> store.create(key, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.replace(key, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.read(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStoreOfANewerVersionIsRefusedWithTheCure() throws IOException {
        Files.writeString(store.root().resolve("framespan-store.json"), "{\"format\":2,\"id\":\"x\",\"more\":true}");

        assertThatThrownBy(() -> DirectoryStore.open(store.root()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("format 2")
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
