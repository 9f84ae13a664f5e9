package dev.framespan.stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What keeps a store from working is said in one sentence with the remedy, and never with the password. */
@OnPostgresql
class ReasonsTest {
    private static final String SECRET = "s3cret-%2Fword";

    private final PostgresqlServer server = PostgresqlServer.here();
    private final String schema = PostgresqlServer.schema();
    private final String role = schema + "_role";

    private String url(String user, String password, int port, String database) {
        return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/" + database + "?currentSchema="
                + schema;
    }

    private String asRole(String rights) throws SQLException {
        server.sql("public", "create role " + role + " login password 's3cret-/word' " + rights);
        return url(role, SECRET, server.port(), "postgres");
    }

    private static void assertRefused(String url, String... words) {
        Throwable refused = catchThrowable(() -> PostgresqlRecords.open(url));
        assertThat(refused).isInstanceOf(StoreException.class).hasMessageContainingAll(words);
        assertSecret(refused);
    }

    private static void assertSecret(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain("s3cret");
        assertThat(failure.getMessage()).doesNotContain("\n");
    }

    @Test
    void aServerThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertRefused(
                url("x", SECRET, port, "postgres"),
                "postgresql://127.0.0.1:" + port + "/postgres: PostgreSQL does not answer (",
                "start it");
    }

    @Test
    void aWrongPassword() {
        assertRefused(
                url(PostgresqlServer.USER, SECRET, server.port(), "postgres"),
                "PostgreSQL does not let framespan in",
                "PGPASSWORD");
    }

    @Test
    void noPassword() {
        assertRefused(
                "postgresql://nobody-known@127.0.0.1:" + server.port() + "/postgres",
                "PostgreSQL does not let nobody-known in",
                "PGPASSWORD");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        assertRefused(
                url(PostgresqlServer.USER, PostgresqlServer.PASSWORD, server.port(), "films"),
                "there is no such database",
                "createdb");
    }

    @Test
    void noRightToMakeTheSchema() throws SQLException {
        assertRefused(
                asRole(""),
                role + " has not the rights it needs (",
                "create schema " + schema + " authorization " + role);
    }

    @Test
    void aSchemaThatItsOwnerMadeNeedsNoOtherRight() throws Exception {
        String url = asRole("");
        server.sql("public", "create schema " + schema + " authorization " + role);

        try (PostgresqlRecords store = PostgresqlRecords.open(url)) {
            assertThat(store.create("films/x", new byte[] {1})).isTrue();
        }
    }

    @Test
    void tooManyConnections() throws SQLException {
        assertRefused(asRole("connection limit 0"), "the server has no connection left", "max_connections");
    }

    @Test
    void aServerThatIsReadOnlyReadsAndSaysSo() throws Exception {
        PostgresqlRecords.open(server.url(schema)).close();
        String url = asRole("");
        server.sql("public", "grant usage on schema " + schema + " to " + role);
        server.sql("public", "grant select, insert on all tables in schema " + schema + " to " + role);
        server.sql("public", "alter role " + role + " set default_transaction_read_only = on");

        try (PostgresqlRecords store = PostgresqlRecords.open(url)) {
            assertThat(store.list("")).isEmpty();
            assertThatThrownBy(() -> store.create("films/x", new byte[] {1}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("this server is read-only; name the one that can be written to")
                    .satisfies(ReasonsTest::assertSecret);
        }
    }

    @Test
    void tablesThatAreGone() throws Exception {
        try (PostgresqlRecords store = PostgresqlRecords.open(server.url(schema))) {
            server.sql("public", "drop schema " + schema + " cascade");

            assertThatThrownBy(() -> store.read("films/x"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the tables of the store are gone from schema " + schema);
        }
    }

    @Test
    void aFullDisk() {
        PSQLException full = new PSQLException(new ServerErrorMessage(
                "SERROR\0C53100\0Mcould not extend file \"base/5/16388\": No space left on device\0"));

        IOException failure =
                SqlReason.exception(full, PostgresqlUrl.parse(url("x", SECRET, server.port(), "films"), Map.of()));

        assertThat(failure).hasMessageContaining("the database's disk is full").hasMessageContaining("make room there");
        assertThat(IoReason.isFull(failure)).isTrue();
        assertSecret(failure);
    }
}
