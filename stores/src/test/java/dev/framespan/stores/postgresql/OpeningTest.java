package dev.framespan.stores.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.ChildJvm;
import dev.framespan.activities.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A store is made once in a schema, and is the same for everybody who opens it. */
@OnPostgresql
class OpeningTest {
    private final PostgresqlServer server = PostgresqlServer.here();
    private final String schema = PostgresqlServer.schema();
    private final String url = server.url(schema);

    @Test
    void everyProcessThatOpensItFindsTheSameStore() throws Exception {
        assertThat(PostgresqlRecords.openExisting(url)).isEmpty();
        assertThat(server.sql("public", "select to_regnamespace('" + schema + "')"))
                .isNull();

        try (PostgresqlRecords store = PostgresqlRecords.open(url);
                PostgresqlRecords again = PostgresqlRecords.open(url);
                PostgresqlRecords existing = PostgresqlRecords.openExisting(url).orElseThrow()) {
            assertThat(again.id()).isEqualTo(store.id());
            assertThat(existing.id()).isEqualTo(store.id());
            store.create("films/x", new byte[] {1});
            assertThat(existing.read("films/x")).isPresent();
        }
    }

    @Test
    void manyThatOpenAnEmptyDatabaseAtOnceMakeOneStore() throws Exception {
        List<Process> processes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            processes.add(ChildJvm.start(Open.class, url));
            processes.add(ChildJvm.start(Open.class, url));
            for (Process process : processes) {
                assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("ready");
            }
            Set<String> ids = new HashSet<>();
            for (Process process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            List<Callable<String>> opening = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                opening.add(() -> {
                    try (PostgresqlRecords store = PostgresqlRecords.open(url)) {
                        return store.id();
                    }
                });
            }
            for (Future<String> id : threads.invokeAll(opening)) {
                ids.add(id.get());
            }
            for (Process process : processes) {
                ids.add(process.inputReader(UTF_8).readLine());
            }
            assertThat(ids).hasSize(1);
            assertThat(server.sql(schema, "select count(*) from store")).isEqualTo("1");
        } finally {
            threads.shutdownNow();
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** Opens a store when it is told to, and says which. */
    static final class Open {
        private Open() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            System.in.read();
            System.out.println(PostgresqlRecords.open(arguments[0]).id());
        }
    }

    @Test
    void twoSchemasAreTwoStores() throws IOException {
        try (PostgresqlRecords one = PostgresqlRecords.open(url);
                PostgresqlRecords other = PostgresqlRecords.open(server.url(schema + "_b"))) {
            assertThat(other.id()).isNotEqualTo(one.id());
            one.create("films/x", new byte[] {1});
            assertThat(other.read("films/x")).isEmpty();
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefusedWithTheCure() throws Exception {
        PostgresqlRecords.open(url).close();
        server.sql(schema, "update store set format = 3");

        assertThatThrownBy(() -> PostgresqlRecords.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("this store has format 3, and this version of Framespan reads format 2")
                .hasMessageContaining("use the newer Framespan that wrote it");
        assertThatThrownBy(() -> PostgresqlRecords.openExisting(url)).isInstanceOf(StoreException.class);
    }

    @Test
    void aStoreOfAnEarlierFormatIsMigratedAlsoByWhoOnlyReadsAndKeepsWhatItHas() throws Exception {
        try (PostgresqlRecords store = PostgresqlRecords.open(url)) {
            store.create("films/x", new byte[] {1});
        }
        server.sql(schema, "alter table store drop column standing");
        server.sql(schema, "update store set format = 1");
        server.sql(schema, "delete from flyway_schema_history where version = '2'");

        try (PostgresqlRecords store = PostgresqlRecords.openExisting(url).orElseThrow()) {
            assertThat(store.standing().isAtWork()).isTrue();
            assertThat(store.read("films/x")).isPresent();
        }
    }

    @Test
    void aStoreThatWasMadeHalfIsMadeWhole() throws Exception {
        server.sql("public", "create schema " + schema);

        try (PostgresqlRecords store = PostgresqlRecords.open(url)) {
            assertThat(store.create("films/x", new byte[] {1})).isTrue();
        }
    }

    @Test
    void whatIsAnotherProgramsIsLeftAlone() throws Exception {
        server.sql("public", "create schema " + schema);
        server.sql(schema, "create table orders (id integer)");

        assertThatThrownBy(() -> PostgresqlRecords.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("holds something else than a store")
                .hasMessageContaining("?currentSchema=");
    }
}
