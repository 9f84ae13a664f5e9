package dev.framespan.activities.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.SealedException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is copied elsewhere works there and no more here, has all that it had, and buys nothing twice. */
class StoreCopyTest {
    private static final String SPENT = "spending/films/storm/example.org.json";

    @TempDir
    Path folder;

    private TestStore films;

    @BeforeEach
    void open() throws IOException {
        films = new TestStore(folder.resolve("laptop"));
    }

    private Path laptop() {
        return folder.resolve("laptop");
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    private static StoreCopy copying() {
        return new StoreCopy(Clock.systemUTC(), UpkeepProgress.NONE);
    }

    private static StoreCopy.Place place(Path folder) {
        return place(folder, Deaths.NEVER);
    }

    private static StoreCopy.Place place(Path folder, Deaths deaths) {
        return new StoreCopy.Place() {
            @Override
            public Optional<Store> find() {
                return DirectoryStore.openExisting(folder).map(deaths::of);
            }

            @Override
            public Store open() {
                return deaths.of(DirectoryStore.open(folder));
            }
        };
    }

    private static StoreCopy.Copied move(Path from, Path to) throws Exception {
        return copying().move(DirectoryStore.open(from), place(to));
    }

    private static boolean isAtWork(Path store) throws IOException {
        Optional<DirectoryStore> there = DirectoryStore.openExisting(store);
        return there.isPresent() && there.get().standing().isAtWork();
    }

    /** Everything in a folder that is to travel, by its path. */
    private static Map<String, String> content(Path store) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = store.relativize(file).toString();
                if (path.contains("/") && !path.matches("(leases|owners|scratch)/.*|.*\\.lock")) {
                    content.put(path, Files.readString(file));
                }
            }
        }
        return content;
    }

    @Test
    void everythingIsThereByteForByteUnderTheSameIdentityAndIsNotWorkedOnHereAnyMore() throws Exception {
        Map<String, String> before = content(laptop());

        StoreCopy.Copied copied = move(laptop(), cluster());

        assertThat(copied.assets()).isEqualTo(3);
        assertThat(content(cluster())).containsAllEntriesOf(before).isEqualTo(content(laptop()));
        DirectoryStore there = DirectoryStore.open(cluster());
        assertThat(there.id()).isEqualTo(films.store.id());
        assertThat(BoughtSubmission.of(there, "storm")).isEqualTo(BoughtSubmission.of(films.store, "storm"));
        assertThat(new StoreVerifier(there, UpkeepProgress.NONE).verify().faults())
                .isEmpty();
        there.create(SPENT, "{}".getBytes(UTF_8));

        assertThat(isAtWork(laptop())).isFalse();
        assertThatThrownBy(() -> films.store.create(SPENT, new byte[0]))
                .isInstanceOf(SealedException.class)
                .hasMessageContaining("it was copied to " + cluster())
                .hasMessageContaining("nothing is bought or written here any more");
        assertThatThrownBy(() -> films.keep("more", MediaType.TXT)).isInstanceOf(SealedException.class);
        assertThatThrownBy(() -> new StoreCleaner(films.store, Clock.systemUTC(), UpkeepProgress.NONE)
                        .clean(Duration.ofDays(1), false))
                .isInstanceOf(SealedException.class);
        assertThat(BoughtSubmission.of(films.store)).as("it can be read").hasSize(1);
    }

    @Test
    void itComesBackWithWhatWasDoneThereAndOnlyThat() throws Exception {
        move(laptop(), cluster());
        DirectoryStore there = DirectoryStore.open(cluster());
        there.create(SPENT, "{}".getBytes(UTF_8));
        there.replace("films/storm/budget.json", "{\"usd\":7}".getBytes(UTF_8));
        there.remove("films/storm/beginning.json");

        StoreCopy.Copied back = move(cluster(), laptop());

        assertThat(back.assets()).isZero();
        assertThat(back.there()).isEqualTo(3);
        assertThat(content(laptop())).isEqualTo(content(cluster()));
        assertThat(films.store.read("films/storm/beginning.json")).isEmpty();
        assertThat(isAtWork(laptop())).isTrue();
        assertThat(isAtWork(cluster())).isFalse();
        films.store.create("films/storm/more.json", "{}".getBytes(UTF_8));

        move(laptop(), cluster());
        assertThat(isAtWork(cluster())).isTrue();
        assertThat(isAtWork(laptop())).isFalse();
    }

    /** Wherever it is killed: never do both work, and the same command brings it to its end. */
    @Test
    void killedBetweenAnyTwoStepsItGoesOnAndNeverDoBothWork() throws Exception {
        int steps = 0;
        boolean whole = false;
        for (int last = 0; !whole; last++) {
            Path from = folder.resolve("from-" + last);
            Path to = folder.resolve("to-" + last);
            new TestStore(from);
            Deaths deaths = new Deaths(last);
            try {
                copying().move(deaths.of(DirectoryStore.open(from)), place(to, deaths));
                whole = true;
            } catch (Deaths.Death e) {
                steps++;
            }
            boolean both = isAtWork(from) && isAtWork(to) && sameIdentity(from, to);
            assertThat(both).as("both work after step " + last).isFalse();

            if (isAtWork(from)) {
                // The studio goes on meanwhile.
                DirectoryStore.open(from).create("films/storm/meanwhile.json", "{}".getBytes(UTF_8));
            }
            move(from, to);
            assertThat(isAtWork(to)).as("after step " + last).isTrue();
            assertThat(isAtWork(from)).as("after step " + last).isFalse();
            assertThat(content(to)).isEqualTo(content(from));

            move(to, from);
            assertThat(isAtWork(from)).as("back after step " + last).isTrue();
        }
        assertThat(steps).isGreaterThan(15);
    }

    private static boolean sameIdentity(Path one, Path other) {
        return DirectoryStore.open(one).id().equals(DirectoryStore.open(other).id());
    }

    @Tag("long")
    @Test
    void killedOnItsWayBackItGoesOnToo() throws Exception {
        boolean whole = false;
        for (int last = 0; !whole; last++) {
            Path from = folder.resolve("from-" + last);
            Path to = folder.resolve("to-" + last);
            new TestStore(from);
            move(from, to);
            DirectoryStore.open(to).create(SPENT, "{}".getBytes(UTF_8));
            Deaths deaths = new Deaths(last);
            try {
                copying().move(deaths.of(DirectoryStore.open(to)), place(from, deaths));
                whole = true;
            } catch (Deaths.Death e) {
                assertThat(isAtWork(from) && isAtWork(to)).isFalse();
            }
            move(to, from);

            assertThat(isAtWork(from)).isTrue();
            assertThat(isAtWork(to)).isFalse();
            assertThat(content(from)).isEqualTo(content(to));
        }
    }

    @Test
    void theSameCommandOnceMoreSaysThatItIsDone() throws Exception {
        move(laptop(), cluster());

        assertThat(move(laptop(), cluster()).before()).isTrue();
    }

    @Test
    void twoAtWorkAreNeverMadeOne() throws Exception {
        backup(laptop(), cluster());

        assertRefused(() -> move(laptop(), cluster()), "at work, too", "--as-new");
        assertThat(isAtWork(laptop())).isTrue();
        assertThat(isAtWork(cluster())).isTrue();
    }

    private static void backup(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (!file.toString().contains("owners")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    /** A backup of before is another branch: what was bought in the cluster since, it does not know. */
    @Test
    void aSealedStoreComesBackOnlyFromWhereItWent() throws Exception {
        Path backup = folder.resolve("backup");
        backup(laptop(), backup);
        move(laptop(), cluster());

        assertRefused(() -> move(backup, laptop()), "it comes back from there");
        assertThat(isAtWork(laptop())).isFalse();
        assertThat(isAtWork(backup)).isTrue();
    }

    @Test
    void aSealedStoreIsCopiedToNoOtherPlaceEvenWhereACopyingWasBegunThere() throws Exception {
        Path other = folder.resolve("other");
        Deaths deaths = new Deaths(8);
        assertThatThrownBy(() -> copying().move(deaths.of(DirectoryStore.open(laptop())), place(other, deaths)))
                .isInstanceOf(Deaths.Death.class);
        assertThat(DirectoryStore.open(other).standing().receiving()).isNotNull();
        move(laptop(), cluster());

        assertRefused(() -> move(laptop(), other), "it was copied to " + cluster());
        assertRefused(() -> move(laptop(), folder.resolve("third")), "it was copied to " + cluster());
        assertThat(isAtWork(other)).isFalse();
        assertThat(folder.resolve("third")).doesNotExist();
        assertRefused(() -> move(other, folder.resolve("third")), "is not whole");
    }

    /** Sealed here, and there not at work yet: what a backup of before does not know would be lost. */
    @Test
    void whatIsOnItsWayIsNotWrittenOverByABackup() throws Exception {
        Path backup = folder.resolve("backup");
        backup(laptop(), backup);
        int last = 0;
        while (isAtWork(laptop())) {
            Deaths deaths = new Deaths(last++);
            try {
                copying().move(deaths.of(DirectoryStore.open(laptop())), place(cluster(), deaths));
            } catch (Deaths.Death e) {
                continue;
            }
        }
        assertThat(DirectoryStore.open(cluster()).standing().receiving()).isNotNull();

        assertRefused(() -> move(backup, cluster()), "is not whole", "name an empty place");
        move(laptop(), cluster());
        assertThat(isAtWork(cluster())).isTrue();
    }

    @Test
    void anotherStoreIsNotWrittenOver() throws Exception {
        new TestStore(cluster());

        assertRefused(() -> move(laptop(), cluster()), "another store is here");
        assertThat(isAtWork(laptop())).isTrue();
    }

    @Test
    void aStoreInWhichNothingWasDoneYetMayBeCopiedTo() throws Exception {
        DirectoryStore.open(cluster());

        move(laptop(), cluster());

        assertThat(DirectoryStore.open(cluster()).id()).isEqualTo(films.store.id());
    }

    @Test
    void aNewOneHasAnIdentityOfItsOwnAndBothWork() throws Exception {
        copying().asNew(films.store, place(cluster()));

        DirectoryStore there = DirectoryStore.open(cluster());
        assertThat(there.id()).isNotEqualTo(films.store.id());
        assertThat(isAtWork(laptop())).isTrue();
        assertThat(isAtWork(cluster())).isTrue();
        assertThat(BoughtSubmission.of(there)).isEqualTo(BoughtSubmission.of(films.store));
        assertThat(content(cluster())).isEqualTo(content(laptop()));
    }

    /** The way out where the place that it went to is lost. */
    @Test
    void aSealedStoreCanBeMadeANewOneAndStaysSealed() throws Exception {
        move(laptop(), cluster());
        Path again = folder.resolve("again");

        copying().asNew(films.store, place(again));

        assertThat(isAtWork(again)).isTrue();
        assertThat(isAtWork(laptop())).isFalse();
        assertThat(DirectoryStore.open(again).id()).isNotEqualTo(films.store.id());
    }

    @Tag("long")
    @Test
    void aNewOneThatWasKilledGoesOn() throws Exception {
        boolean whole = false;
        for (int last = 0; !whole; last++) {
            Path to = folder.resolve("to-" + last);
            Deaths deaths = new Deaths(last);
            try {
                copying().asNew(deaths.of(DirectoryStore.open(laptop())), place(to, deaths));
                whole = true;
                break;
            } catch (Deaths.Death e) {
                copying().asNew(films.store, place(to));
            }
            assertThat(isAtWork(to)).isTrue();
            assertThat(isAtWork(laptop())).isTrue();
            assertThat(DirectoryStore.open(to).id()).isNotEqualTo(films.store.id());
            assertThat(content(to)).isEqualTo(content(laptop()));
        }
    }

    @Test
    void nothingIsCopiedWhileAnotherProcessWorksOnIt() throws Exception {
        Leases.Lease alone = films.store.takeAlone().orElseThrow();

        assertRefused(() -> move(laptop(), cluster()), "another process works on this store", "end its renders");
        assertThat(cluster()).doesNotExist();

        films.store.leases().giveBack(alone);
        move(laptop(), cluster());
    }

    @Test
    void whatIsDamagedIsCountedAndNotCopied() throws Exception {
        Files.writeString(films.file(films.clip), "other");

        StoreCopy.Copied copied = move(laptop(), cluster());

        assertThat(copied.damaged()).isEqualTo(1);
        assertThat(DirectoryStore.open(cluster()).has(films.clip)).isFalse();
    }

    @Test
    void whatIsThereWithOtherBytesIsCopiedAnew() throws Exception {
        move(laptop(), cluster());
        Files.writeString(films.file(films.clip), "damage");
        Asset clip = films.clip;

        StoreCopy.Copied back = move(cluster(), laptop());

        assertThat(back.assets()).isEqualTo(1);
        assertThat(films.store.isIntact(clip)).isTrue();
    }

    @Test
    void locksAndRightsOfProcessesStayWhereTheyAre() throws Exception {
        films.store.create("waiting/ab/x.json", "{}".getBytes(UTF_8));
        films.store.create("brakes/example.org/brake.json", "{}".getBytes(UTF_8));
        Files.writeString(laptop().resolve("films/storm/lock"), "");
        Files.writeString(laptop().resolve("films/storm/temporal.address"), "localhost:7233");
        Files.writeString(laptop().resolve("asset-port"), "8088");

        move(laptop(), cluster());

        assertThat(cluster().resolve("films/storm/beginning.json")).exists();
        for (String path :
                new String[] {"waiting", "brakes", "asset-port", "films/storm/lock", "films/storm/temporal.address"}) {
            assertThat(cluster().resolve(path)).doesNotExist();
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws Exception;
    }

    private static void assertRefused(Attempt attempt, String... words) {
        assertThatThrownBy(attempt::make)
                .isInstanceOf(StoreCopy.RefusedException.class)
                .hasMessageContainingAll(words);
    }
}
