package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.Records;
import dev.framespan.stores.retry.Patience;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * This process as one that works on the store: for as long as it lives, a session of its own shares the right to do so, which ends with
 * the session. The one that works alone has that right for itself.
 */
final class Presence implements AutoCloseable {
    /** As long as for a record that another process is changing. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a session is believed in without a look. */
    private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();

    private final PostgresqlUrl url;
    private final long right;
    private Connection session;
    private long lookedAt;
    private boolean alone;

    /** @param store its identity */
    Presence(PostgresqlUrl url, String store) {
        this.url = url;
        this.right = Rights.work(store);
    }

    /**
     * Begins to work on the store, or sees to it that this is still known.
     *
     * @throws Records.BusyException while another process works on it alone
     */
    synchronized void begin() throws IOException {
        if (session != null && (System.nanoTime() - lookedAt < LOOK_NANOS || isAlive())) {
            return;
        }
        close();
        try (Patience patience = new Patience(PATIENCE)) {
            while (!share()) {
                if (!patience.pause()) {
                    throw Records.BusyException.whileAnotherIsAlone();
                }
            }
        }
    }

    /** Has the session looked at when it is needed next. */
    synchronized void doubt() {
        lookedAt = System.nanoTime() - LOOK_NANOS;
    }

    /** @return false while another process works on the store alone */
    private boolean share() throws IOException {
        try (Patience patience = new Patience(PATIENCE)) {
            while (true) {
                try {
                    if (session == null) {
                        session = begun(url);
                    }
                    if (is("select pg_try_advisory_lock_shared(?)")) {
                        lookedAt = System.nanoTime();
                        return true;
                    }
                    return false;
                } catch (SQLException e) {
                    close();
                    if (!SqlReason.isPassing(e) || !patience.pause()) {
                        throw SqlReason.exception(e, url);
                    }
                }
            }
        }
    }

    private static Connection begun(PostgresqlUrl url) throws SQLException {
        Connection connection = url.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(url.promises());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** @return false while another process works on the store, or another thread of this one has it alone */
    synchronized boolean takeAlone() throws IOException {
        begin();
        if (alone) {
            return false;
        }
        try {
            alone = is("select pg_try_advisory_lock(?)");
            return alone;
        } catch (SQLException e) {
            throw SqlReason.exception(e, url);
        }
    }

    /** Whether the right is this process's alone, by a look at its session. */
    synchronized boolean isAlone() {
        return alone && isAlive();
    }

    synchronized void leaveAlone() {
        if (!alone) {
            return;
        }
        alone = false;
        try {
            is("select pg_advisory_unlock(?)");
        } catch (SQLException e) {
            // The right has ended with the session.
            close();
        }
    }

    private boolean is(String question) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(question)) {
            statement.setLong(1, right);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private boolean isAlive() {
        try (Statement statement = session.createStatement()) {
            statement.execute("select");
            lookedAt = System.nanoTime();
            return true;
        } catch (SQLException e) {
            close();
            return false;
        }
    }

    /** Works on the store no more. */
    @Override
    public synchronized void close() {
        alone = false;
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (SQLException e) {
            // It was lost.
            return;
        } finally {
            session = null;
        }
    }
}
