package dev.framespan.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.store.SealedException;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.activities.upkeep.Deaths;
import dev.framespan.activities.upkeep.StoreCopy;
import dev.framespan.activities.upkeep.StoreVerifier;
import dev.framespan.activities.upkeep.TestStore;
import dev.framespan.activities.upkeep.UpkeepProgress;
import dev.framespan.stores.postgresql.OnPostgresql;
import dev.framespan.stores.postgresql.PostgresqlServer;
import dev.framespan.stores.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A studio moves from a laptop to a cluster and back, on the real servers. */
@OnPostgresql
class SharedCopyTest {
    private static final String MORE = "films/storm/more.json";
    private static final long ROOMY = 1L << 30;

    @TempDir
    Path folder;

    private final StoreAddress cluster = StoreAddress.of(PostgresqlServer.here().url(PostgresqlServer.schema()));
    private String bucket = S3Server.here().bucket() + "/studio";
    private StoreAddress laptop;
    private TestStore films;

    @BeforeEach
    void make() throws IOException {
        laptop = StoreAddress.of(folder.resolve("laptop"));
        films = new TestStore(folder.resolve("laptop"));
    }

    /** As on a machine of its own. */
    private Stores stores(String machine) {
        return new Stores(new StoreSettings(Optional.of(bucket), folder.resolve(machine), ROOMY));
    }

    private Store open(StoreAddress address) {
        return S3Server.here().with(() -> stores("another").open(address));
    }

    private Store find(StoreAddress address) {
        return S3Server.here()
                .with(() -> connected(stores("another").openExisting(address)))
                .orElseThrow();
    }

    /** While it is told where the server is. */
    private static Optional<Store> connected(Optional<Store> found) {
        found.ifPresent(store -> {
            if (store instanceof SharedStore shared) {
                shared.assets();
            }
        });
        return found;
    }

    private StoreCopy.Copied move(StoreAddress from, StoreAddress to, Deaths deaths) throws Exception {
        Stores stores = stores("this");
        StoreCopy.Place place = new StoreCopy.Place() {
            @Override
            public Optional<Store> find() {
                return S3Server.here().with(() -> connected(stores.find(to))).map(deaths::of);
            }

            @Override
            public Store open() {
                return deaths.of(S3Server.here().with(() -> stores.make(to)));
            }
        };
        Store source = S3Server.here().with(() -> connected(stores.find(from))).orElseThrow();
        return new StoreCopy(Clock.systemUTC(), UpkeepProgress.NONE).move(deaths.of(source), place);
    }

    private static Map<String, String> records(Store store) throws IOException {
        Map<String, String> records = new TreeMap<>();
        for (String top : store.list("")) {
            if (!top.equals("leases") && !top.equals("bucket")) {
                collect(store, top, records);
            }
        }
        return records;
    }

    private static void collect(Store store, String folder, Map<String, String> records) throws IOException {
        for (String key : store.list(folder)) {
            Optional<byte[]> content = store.read(key);
            content.ifPresent(bytes -> records.put(key, new String(bytes, UTF_8)));
            collect(store, key, records);
        }
        records.keySet().removeIf(key -> key.endsWith(".lock"));
    }

    @Test
    void everythingIsInTheClusterAndComesBackWithWhatWasDoneThere() throws Exception {
        Map<String, String> before = records(films.store);

        assertThat(move(laptop, cluster, Deaths.NEVER).assets()).isEqualTo(3);

        Store there = open(cluster);
        assertThat(there.id()).isEqualTo(films.store.id());
        assertThat(records(there)).containsAllEntriesOf(before);
        assertThat(there.bytes(films.clip)).isEqualTo(films.store.bytes(films.clip));
        assertThat(new StoreVerifier(there, UpkeepProgress.NONE).verify().faults())
                .isEmpty();
        assertThat(BoughtSubmission.of(there, "storm")).isEqualTo(BoughtSubmission.of(films.store, "storm"));
        assertThatThrownBy(() -> open(laptop))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it was copied to " + cluster)
                .hasMessageNotContaining(PostgresqlServer.PASSWORD);
        assertThat(BoughtSubmission.of(find(laptop))).hasSize(1);

        Store idle = open(cluster);
        there.create(MORE, "{}".getBytes(UTF_8));
        closeSession(there);
        StoreCopy.Copied back = move(cluster, laptop, Deaths.NEVER);

        assertThat(back.there()).isEqualTo(3);
        assertThat(records(open(laptop))).isEqualTo(records(find(cluster))).containsKey(MORE);
        assertThatThrownBy(() -> open(cluster))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it was copied to " + laptop);
        assertThatThrownBy(() -> idle.create("films/storm/late.json", new byte[0]))
                .as("also where it was opened before")
                .isInstanceOf(SealedException.class);
    }

    /** As at the end of its process. */
    private static void closeSession(Store store) {
        ((SharedStore) store).close();
    }

    @Test
    void whoWorksInTheClusterKeepsItFromBeingCopied() throws Exception {
        move(laptop, cluster, Deaths.NEVER);
        Store worker = open(cluster);
        worker.create(MORE, "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> move(cluster, laptop, Deaths.NEVER))
                .isInstanceOf(StoreCopy.RefusedException.class)
                .hasMessageContaining("another process works on this store");
    }

    @Test
    void killedOnItsWayToTheClusterItGoesOn() throws Exception {
        dies(3);
    }

    @Tag("long")
    @Test
    void whereverItIsKilledItGoesOn() throws Exception {
        dies(1);
    }

    private void dies(int every) throws Exception {
        boolean whole = false;
        for (int last = 0; !whole; last += every) {
            Path from = folder.resolve("from-" + last);
            bucket = S3Server.here().bucket() + "/studio";
            TestStore source = new TestStore(from);
            StoreAddress to = StoreAddress.of(PostgresqlServer.here().url(PostgresqlServer.schema()));
            try {
                move(StoreAddress.of(from), to, new Deaths(last));
                whole = true;
            } catch (Deaths.Death e) {
                boolean both = source.store.standing().isAtWork()
                        && isAtWork(to)
                        && source.store.id().equals(findAny(to).id());
                assertThat(both).as("both work after step " + last).isFalse();
            }
            move(StoreAddress.of(from), to, Deaths.NEVER);

            assertThat(source.store.standing().isAtWork()).isFalse();
            assertThat(open(to).id()).isEqualTo(source.store.id());
            assertThat(records(open(to))).isEqualTo(records(source.store));
        }
    }

    private Store findAny(StoreAddress address) {
        return S3Server.here()
                .with(() -> connected(stores("another").find(address)))
                .orElseThrow();
    }

    private boolean isAtWork(StoreAddress address) throws IOException {
        Optional<Store> there =
                S3Server.here().with(() -> connected(stores("another").find(address)));
        return there.isPresent() && there.get().standing().isAtWork();
    }
}
