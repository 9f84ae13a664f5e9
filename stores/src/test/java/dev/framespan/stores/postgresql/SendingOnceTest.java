package dev.framespan.stores.postgresql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second lock on money: whatever a program does, the database does not hold that a submission is being sent twice. */
@OnPostgresql
class SendingOnceTest {
    private static final String FINGERPRINT = "ledger/v1/ab/" + "ab".repeat(32);

    private final PostgresqlServer server = PostgresqlServer.here();
    private final String schema = PostgresqlServer.schema();
    private PostgresqlRecords records;

    @BeforeEach
    void open() throws IOException {
        records = PostgresqlRecords.open(server.url(schema));
        records.create(FINGERPRINT + "/0001-2-sending.json", new byte[] {1});
    }

    @AfterEach
    void close() {
        records.close();
    }

    private void insert(String folder, String name) throws SQLException {
        server.sql(schema, "insert into records values ('" + folder + "', '" + name + "', '', gen_random_uuid())");
    }

    @Test
    void noSecondSendingOfASubmissionCanBeWritten() {
        for (String name : new String[] {
            "0001-2-sending.json", "0001-2-sending-02.json", "00001-2-sending.json", "0001-3-sending.json"
        }) {
            assertThatThrownBy(() -> insert(FINGERPRINT, name)).as(name).hasMessageContaining("duplicate key");
        }
        assertThatThrownBy(() -> records.create(FINGERPRINT + "/00001-2-sending.json", new byte[] {1}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theNextSubmissionAndAnotherFingerprintAndAllOtherStatesCan() throws SQLException {
        insert(FINGERPRINT, "0002-2-sending.json");
        insert(FINGERPRINT.replace("abab", "abcd"), "0001-2-sending.json");
        insert(FINGERPRINT, "0001-1-claimed-01.json");
        insert(FINGERPRINT, "0001-1-claimed-02.json");
        insert(FINGERPRINT, "0001-3-submitted.json");
        insert("films/x", "0001-2-sending.json");
    }
}
