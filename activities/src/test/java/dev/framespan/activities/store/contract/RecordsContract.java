package dev.framespan.activities.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.Records;
import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the {@link Records} of each store must do, in several processes at once and with processes killed at any moment. A test of a store
 * extends this class and says where the store is.
 */
public abstract class RecordsContract {
    private Records records;

    /** Opens the records. */
    protected abstract Class<? extends Opener<? extends Records>> opener();

    /** A place for a store, the same all through a test, with nothing in it before. */
    protected abstract String place();

    @BeforeEach
    final void openRecords() throws IOException {
        records = Opener.open(Records.class, opener().getName(), place(), Clock.systemUTC());
    }

    @Test
    void aRecordIsMadeOnceAndHoldsWhatItWasGiven() throws IOException {
        byte[] bytes = new byte[70_000];
        new Random(1).nextBytes(bytes);

        assertThat(records.create("made/bytes", bytes)).isTrue();
        assertThat(records.create("made/bytes", new byte[] {1})).isFalse();
        assertThat(records.create("made/empty", new byte[0])).isTrue();

        assertThat(records.read("made/bytes")).contains(bytes);
        assertThat(records.read("made/empty")).contains(new byte[0]);
        assertThat(records.read("made/none")).isEmpty();
        assertThat(records.read("made")).isEmpty();
    }

    @Test
    void whatIsReplacedChangedOrTakenAwayIsSoForAll() throws IOException {
        Records others = Opener.open(Records.class, opener().getName(), place(), Clock.systemUTC());

        records.replace("films/x/end.json", "one".getBytes(UTF_8));
        records.replace("films/x/end.json", "two".getBytes(UTF_8));
        assertThat(others.read("films/x/end.json")).contains("two".getBytes(UTF_8));
        others.update(
                "films/x/end.json", held -> Optional.of((new String(held.orElseThrow(), UTF_8) + "!").getBytes(UTF_8)));
        assertThat(records.read("films/x/end.json")).contains("two!".getBytes(UTF_8));
        records.remove("films/x/end.json");
        records.remove("films/x/end.json");
        assertThat(others.read("films/x/end.json")).isEmpty();
        assertThat(others.create("films/x/end.json", "three".getBytes(UTF_8))).isTrue();
    }

    @Test
    void aChangeThatIsNoneOrFailsLeavesTheRecordAndTheWayFree() throws IOException {
        records.update("brakes/x.json", held -> Optional.of("one".getBytes(UTF_8)));
        records.update("brakes/x.json", held -> Optional.empty());
        assertThatThrownBy(() -> records.update("brakes/x.json", held -> {
                    throw new IOException("no");
                }))
                .hasMessage("no");

        assertThat(records.read("brakes/x.json")).contains("one".getBytes(UTF_8));
        records.update("brakes/x.json", held -> Optional.of("two".getBytes(UTF_8)));
        assertThat(records.read("brakes/x.json")).contains("two".getBytes(UTF_8));
    }

    @Test
    void aRecordThatIsReplacedOrChangedIsNeverSeenHalf() throws Exception {
        byte[] small = "a".repeat(10).getBytes(UTF_8);
        byte[] large = "b".repeat(200_000).getBytes(UTF_8);
        records.replace("films/x/end.json", small);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<Void> written = writer.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    records.replace("films/x/end.json", large);
                    records.update("films/x/end.json", held -> Optional.of(small));
                }
                return null;
            });
            while (!written.isDone()) {
                assertThat(records.read("films/x/end.json").orElseThrow().length)
                        .isIn(small.length, large.length);
            }
            written.get();
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void aFolderListsWhatIsDirectlyBelowItInOrder() throws IOException {
        for (String key : List.of("a/c/2", "a/b", "a/c/1", "a/B", "z")) {
            records.create(key, new byte[] {1});
        }

        assertThat(records.list("a")).containsExactly("a/B", "a/b", "a/c");
        assertThat(records.list("a/c")).containsExactly("a/c/1", "a/c/2");
        assertThat(records.list("")).contains("a", "z").isSorted();
        assertThat(records.list("a/b")).isEmpty();
        assertThat(records.list("none")).isEmpty();
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        for (String key :
                List.of("", "/etc/passwd", "../x", "a/../../x", "a//b", ".hidden", "a/.", "a\\b", "a\u0000b", "a/")) {
            assertThatThrownBy(() -> records.create(key, new byte[1])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> records.replace(key, new byte[1])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> records.read(key)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void eachRecordHasOneMakerAndEachChangeCounts() throws Exception {
        compete(2, 4, 15);
    }

    @Tag("long")
    @Test
    void eachRecordHasOneMakerAmongThirtyTwoInFourProcesses() throws Exception {
        compete(4, 8, 50);
    }

    private void compete(int processes, int threads, int rounds) throws Exception {
        List<StoreProcess> competitors = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                competitors.add(StoreProcess.start(
                        Competitor.class,
                        opener().getName(),
                        place(),
                        String.valueOf(threads),
                        String.valueOf(rounds)));
            }
            int made = 0;
            for (StoreProcess competitor : competitors) {
                competitor.end();
                made += competitor.lines().size();
                for (String line : competitor.lines()) {
                    String[] won = line.split(" ");
                    assertThat(records.read(won[0])).contains(won[1].getBytes(UTF_8));
                }
            }
            assertThat(made).isEqualTo(rounds);
            assertThat(records.list("won")).hasSize(rounds);
            assertThat(records.read("counted")).contains(text(processes * threads * rounds));
        } finally {
            competitors.forEach(StoreProcess::close);
        }
    }

    /** Makes the same records as all others, and says which ones it made; and adds one to a number each time. */
    static final class Competitor {
        private Competitor() {}

        public static void main(String[] arguments) throws Exception {
            Records records = Opener.open(Records.class, arguments[0], arguments[1], Clock.systemUTC());
            int threads = Integer.parseInt(arguments[2]);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(() -> compete(records, Integer.parseInt(arguments[3])));
            }
            for (Future<Void> done : pool.invokeAll(all)) {
                done.get();
            }
            pool.shutdown();
        }

        private static Void compete(Records records, int rounds) throws IOException {
            String self = UUID.randomUUID().toString();
            for (int i = 0; i < rounds; i++) {
                if (records.create("won/" + i, self.getBytes(UTF_8))) {
                    System.out.println("won/" + i + " " + self);
                }
                add(records);
            }
            return null;
        }
    }

    /** A record that many want is busy now and then; who does not give up comes to it. */
    private static void add(Records records) throws IOException {
        while (true) {
            try {
                records.update("counted", held -> Optional.of(text(number(held) + 1)));
                return;
            } catch (Records.BusyException e) {
                continue;
            }
        }
    }

    @Test
    void whateverWasPromisedOutlivesAKillAtAnyMoment() throws Exception {
        killWriters(1, new Random(11));
    }

    @Tag("long")
    @Test
    void whateverWasPromisedOutlivesManyKills() throws Exception {
        killWriters(StoreProcess.KILLS, new Random());
    }

    /** Two write at once, and are killed in the middle of it. */
    private void killWriters(int rounds, Random random) throws Exception {
        Set<String> promised = new HashSet<>();
        int counted = 0;
        for (int round = 0; round < rounds; round++) {
            try (StoreProcess one = StoreProcess.start(Writer.class, opener().getName(), place());
                    StoreProcess two = StoreProcess.start(Writer.class, opener().getName(), place())) {
                one.hear(1);
                two.hear(1);
                TimeUnit.MICROSECONDS.sleep(random.nextInt(200_000));
                one.kill();
                two.kill();
                counted += check(one.lines(), promised) + check(two.lines(), promised);
            }
            for (String key : records.list("made")) {
                assertThat(isWhole(records.read(key).orElseThrow())).as(key).isTrue();
            }
            // What was under way when a process died may have been done, or not.
            assertThat(number(records.read("counted"))).isBetween(counted, counted + 2);
            counted = number(records.read("counted"));
            records.update("counted", held -> held);
        }
        for (String key : promised) {
            assertThat(records.read(key)).as(key).isPresent();
        }
    }

    /** @return how often it was said that one was added */
    private int check(List<String> lines, Set<String> promised) throws IOException {
        int added = 0;
        String replaced = null;
        for (String line : lines) {
            String[] words = line.split(" ");
            // A line that the kill has cut short says nothing.
            if (words.length < 4) {
                continue;
            }
            switch (words[0]) {
                case "made" -> {
                    promised.add(words[1]);
                    assertThat(Sha256.of(records.read(words[1]).orElseThrow())).isEqualTo(words[2]);
                }
                case "replaced" -> replaced = words[1] + " " + words[2];
                case "added" -> added++;
                default -> throw new AssertionError(line);
            }
        }
        if (replaced != null) {
            String[] words = replaced.split(" ");
            byte[] there = records.read(words[0]).orElseThrow();
            assertThat(isWhole(there)).isTrue();
            assertThat(sequence(there)).isGreaterThanOrEqualTo(Long.parseLong(words[1]));
        }
        return added;
    }

    /** Writes until it is killed, and says what is written. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Records records = Opener.open(Records.class, arguments[0], arguments[1], Clock.systemUTC());
            String self = UUID.randomUUID().toString();
            Random random = new Random();
            for (long i = 0; ; i++) {
                byte[] content = whole(i, random);
                String key = "made/" + self + "-" + i;
                records.create(key, content);
                System.out.println("made " + key + " " + Sha256.of(content) + " .");
                records.replace("replaced/" + self, whole(i, random));
                System.out.println("replaced replaced/" + self + " " + i + " .");
                add(records);
                System.out.println("added to counted .");
            }
        }
    }

    /** Bytes that say whether all of them are there: a number, whatever, and the hash of both. */
    private static byte[] whole(long sequence, Random random) {
        String text = sequence + " " + "x".repeat(random.nextInt(20_000)) + " ";
        return (text + Sha256.of(text)).getBytes(UTF_8);
    }

    private static boolean isWhole(byte[] content) {
        String text = new String(content, UTF_8);
        int hash = text.length() - 64;
        return hash > 0 && Sha256.of(text.substring(0, hash)).equals(text.substring(hash));
    }

    private static long sequence(byte[] content) {
        String text = new String(content, UTF_8);
        return Long.parseLong(text.substring(0, text.indexOf(' ')));
    }

    private static byte[] text(int number) {
        return Integer.toString(number).getBytes(UTF_8);
    }

    private static int number(Optional<byte[]> held) {
        return held.map(content -> Integer.parseInt(new String(content, UTF_8))).orElse(0);
    }
}
