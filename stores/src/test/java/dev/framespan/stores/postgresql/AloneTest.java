package dev.framespan.stores.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.ChildJvm;
import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.Records;
import dev.framespan.activities.store.SealedException;
import dev.framespan.activities.store.Standing;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever works on a store alone keeps all others from writing, and whoever writes keeps it from being alone. */
@OnPostgresql
class AloneTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final PostgresqlServer server = PostgresqlServer.here();
    private final String schema = PostgresqlServer.schema();
    private PostgresqlRecords records;

    @BeforeEach
    void open() {
        records = PostgresqlRecords.open(server.url(schema));
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void oneIsNotAloneWhileAnotherProcessWorksOnTheStoreAndIsWhenThatWasKilled() throws Exception {
        Process writer = ChildJvm.start(Writer.class, server.url(schema));
        try (BufferedReader said = writer.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("written");
            assertThat(records.takeAlone()).isEmpty();

            writer.destroyForcibly().waitFor();

            assertThat(alone().fence()).isEqualTo(1);
            assertThat(records.takeAlone()).as("once").isEmpty();
        }
    }

    /** The server takes a moment to see that a process has ended. */
    private Leases.Lease alone() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            var alone = records.takeAlone();
            if (alone.isPresent()) {
                return alone.get();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("not alone");
    }

    @Test
    void aWriterWhoseRightWasLostWritesNothingIntoAStoreThatWasSealedMeanwhile() throws Exception {
        records.create("films/x", new byte[] {1});
        server.sql(schema, "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory'");
        try (PostgresqlRecords other = PostgresqlRecords.open(server.url(schema))) {
            Leases.Lease alone = null;
            for (int i = 0; alone == null && i < 100; i++) {
                alone = other.takeAlone().orElse(null);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            other.become(other.id(), Standing.AT_WORK.sealed(new Standing.Seal("elsewhere", "1", Instant.EPOCH)));
            other.leases().giveBack(alone);
        }

        assertThatThrownBy(() -> records.create("films/y", new byte[] {1})).isInstanceOf(SealedException.class);
        assertThat(records.read("films/y")).isEmpty();
    }

    @Test
    void whoOnlyReadsDoesNotCount() throws IOException {
        try (PostgresqlRecords reader = PostgresqlRecords.open(server.url(schema))) {
            assertThat(reader.list("")).isEmpty();
            Leases.Lease alone = records.takeAlone().orElseThrow();
            assertThat(reader.read("films/x")).isEmpty();

            records.create("films/x", new byte[] {1});
            assertThat(records.leases().renew(alone, HOUR)).isPresent();
            assertThat(records.leases().isHeld(alone)).isTrue();
            records.leases().giveBack(alone);

            reader.create("films/y", new byte[] {1});
            assertThat(records.takeAlone()).isEmpty();
        }
    }

    @Tag("long")
    @Test
    void nobodyBeginsToWriteWhileOneIsAlone() throws Exception {
        Leases.Lease alone = records.takeAlone().orElseThrow();
        Process late = ChildJvm.start(Writer.class, server.url(schema));
        try (BufferedReader said = late.inputReader(UTF_8)) {
            assertThat(said.readLine())
                    .isEqualTo(
                            "another process works on it alone, such as framespan store gc or copy; try again when that has ended");
            assertThat(records.list("records")).isEmpty();
        }

        records.leases().giveBack(alone);

        Process next = ChildJvm.start(Writer.class, server.url(schema));
        try (BufferedReader said = next.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("written");
        } finally {
            next.destroyForcibly();
        }
    }

    @Test
    void oneThatWasKilledWhileItWasAloneHindersNobody() throws Exception {
        Process other = ChildJvm.start(Alone.class, server.url(schema));
        try (BufferedReader said = other.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("alone");
            assertThat(records.read("leases/alone.json")).isPresent();
            other.destroyForcibly().waitFor();
        }

        assertThat(records.create("records/one", new byte[] {1})).isTrue();
        assertThat(alone().fence()).isEqualTo(2);
    }

    @Test
    void oneThatHasLostItsSessionIsNotAloneAnyMore() throws Exception {
        Leases.Lease alone = records.takeAlone().orElseThrow();

        server.sql(
                "public",
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                        + " and mode = 'ExclusiveLock' and pid in (select pid from pg_stat_activity where application_name = 'framespan')");

        assertThat(records.leases().isHeld(alone)).isFalse();
        assertThat(records.leases().renew(alone, HOUR)).isEmpty();
        try (PostgresqlRecords other = PostgresqlRecords.open(server.url(schema))) {
            other.create("films/y", new byte[] {1});
            assertThat(records.takeAlone()).isEmpty();
        }
        assertThat(alone().fence()).isEqualTo(2);
    }

    @Test
    void aWriterThatHasLostAllItsSessionsIsKnownToWorkOnTheStoreFromItsNextWriteOn() throws Exception {
        records.create("films/x", new byte[] {1});
        server.sql(
                "public",
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'framespan'");

        assertThat(records.create("films/y", new byte[] {1})).isTrue();

        try (PostgresqlRecords other = PostgresqlRecords.open(server.url(schema))) {
            assertThat(other.takeAlone()).isEmpty();
        }
    }

    @Tag("long")
    @Test
    void aWriterThatHasLostAllItsSessionsDoesNotWriteWhereAnotherOneIsAloneMeanwhile() throws Exception {
        records.create("films/x", new byte[] {1});
        try (PostgresqlRecords other = PostgresqlRecords.open(server.url(schema))) {
            server.sql(
                    "public",
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'framespan'");
            other.takeAlone().orElseThrow();

            assertThatThrownBy(() -> records.create("films/y", new byte[] {1}))
                    .isInstanceOf(Records.BusyException.class);
        }
        assertThat(records.read("films/y")).isEmpty();
    }

    /** Writes a record, and has the store open until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            PostgresqlRecords records = PostgresqlRecords.open(arguments[0]);
            try {
                records.create("records/one", new byte[] {1});
            } catch (Records.BusyException e) {
                System.out.println(e.getMessage());
                return;
            }
            System.out.println("written");
            System.in.read();
        }
    }

    /** Is alone until it is killed. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] arguments) throws IOException {
            PostgresqlRecords.open(arguments[0]).takeAlone().orElseThrow();
            System.out.println("alone");
            System.in.read();
        }
    }
}
