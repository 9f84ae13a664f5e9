package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.Records;
import dev.framespan.activities.store.SealedException;
import dev.framespan.activities.store.Standing;
import dev.framespan.stores.retry.Patience;
import dev.framespan.workflows.payload.Payloads;
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
    private final String store;
    private final long right;
    private Connection session;
    private long lookedAt;
    private volatile boolean alone;

    /** @param store its identity */
    Presence(PostgresqlUrl url, String store) {
        this.url = url;
        this.store = store;
        this.right = Rights.work(store);
    }

    /**
     * Begins to work on the store, or sees to it that this is still known.
     *
     * @throws Records.BusyException while another process works on it alone
     * @throws SealedException where it is not at work, unless this process has it alone
     */
    synchronized void begin() throws IOException {
        if (register()) {
            try {
                requireAtWork();
            } catch (IOException e) {
                close();
                throw e;
            }
        }
    }

    /** Ties a transaction to the right to work, which its own session has not: one that was lost meanwhile says so too late. */
    void enter(Transaction transaction) throws SQLException, IOException {
        if (!alone) {
            transaction.work(right, store);
        }
    }

    /** @return whether it had to begin anew, and whoever has sealed the store since is not known */
    private boolean register() throws IOException {
        if (session != null && (System.nanoTime() - lookedAt < LOOK_NANOS || isAlive())) {
            return false;
        }
        close();
        try (Patience patience = new Patience(PATIENCE)) {
            while (!share()) {
                if (!patience.pause()) {
                    throw Records.BusyException.whileAnotherIsAlone();
                }
            }
        }
        return true;
    }

    private void requireAtWork() throws IOException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("select id, standing from " + url.schema() + ".store")) {
            if (rows.next()) {
                SealedException.requireAtWork(standing(rows.getString(2)));
                SealedException.requireSame(store, rows.getString(1));
            }
        } catch (SQLException e) {
            throw SqlReason.exception(e, url);
        }
    }

    /** The right is a number made of the identity that the store had when it was opened. */
    private void requireSame() throws SQLException, IOException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("select id from " + url.schema() + ".store")) {
            rows.next();
            SealedException.requireSame(store, rows.getString(1));
        } catch (SQLException | IOException e) {
            close();
            throw e;
        }
    }

    /** @param written null where it was never copied */
    static Standing standing(String written) throws IOException {
        return written == null ? Standing.AT_WORK : Payloads.json().readValue(written, Standing.class);
    }

    /** In the session that has the store alone: where that is lost, nothing is changed. */
    synchronized void become(String id, Standing next) throws IOException {
        if (!alone) {
            throw new IOException("another process has taken the store over; run the same command again");
        }
        try (PreparedStatement statement = session.prepareStatement(
                "update " + url.schema() + ".store set id = ?::uuid, standing = ? where id = ?::uuid")) {
            statement.setString(1, id);
            statement.setString(2, Payloads.json().writeValueAsString(next));
            statement.setString(3, store);
            if (statement.executeUpdate() != 1) {
                throw new IOException("another process has made another store of this one; run the same command again");
            }
        } catch (SQLException e) {
            close();
            throw SqlReason.exception(e, url);
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
        boolean anew = register();
        if (alone) {
            return false;
        }
        try {
            alone = is("select pg_try_advisory_lock(?)");
            if (alone) {
                requireSame();
            }
            if (!alone && anew) {
                // What is written next has to look at the store's standing.
                close();
            }
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
            return;
        } finally {
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
