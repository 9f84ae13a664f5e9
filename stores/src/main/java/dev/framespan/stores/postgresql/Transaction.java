package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.Records;
import dev.framespan.activities.store.SealedException;
import dev.framespan.activities.store.Standing;
import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** The statements about records, on one connection. */
final class Transaction {
    private static final String READ = "select content, mark from records where folder = ? and name = ?";
    private static final String INSERT = "insert into records (folder, name, content, mark) values (?, ?, ?, ?)"
            + " on conflict (folder, name) do nothing returning pg_current_xact_id()::text";
    private static final String PUT = "insert into records (folder, name, content, mark) values (?, ?, ?, ?)"
            + " on conflict (folder, name) do update set content = excluded.content, mark = excluded.mark"
            + " returning pg_current_xact_id()::text";
    private static final String DELETE =
            "delete from records where folder = ? and name = ? and mark = ?" + " returning pg_current_xact_id()::text";
    private static final String NAMES = "select name from records where folder = ?";

    /**
     * The folders below one, of which each is looked up in the index, twice at most, however many records are in it: first under its own
     * name and then under the first of those below it. From there the next look goes past all that begins with it and a slash, which 0
     * follows.
     */
    private static final String FOLDERS = "with recursive below(folder) as ("
            + "(select folder from records where folder > ? and folder < ? order by folder limit 1)"
            + " union all select (select next.folder from records next where next.folder >="
            + " case when position('/' in substr(below.folder, ?)) = 0 then below.folder || chr(1)"
            + " else left(below.folder, ?) || split_part(substr(below.folder, ?), '/', 1) || '0' end"
            + " and next.folder < ? order by next.folder limit 1)"
            + " from below where below.folder is not null)"
            + " select distinct split_part(substr(folder, ?), '/', 1) from below where folder is not null";

    private final Connection connection;
    private String id;
    private Proof proof;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** @param mark of the write that it is from */
    record Row(byte[] content, UUID mark) {}

    /** The marks of a record before and after a write; empty where there is no record. No mark comes again. */
    private record Proof(String key, Optional<UUID> before, Optional<UUID> after) {}

    /** The server's number of it; empty while nothing was written. */
    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    Optional<Row> read(String key) throws SQLException {
        try (PreparedStatement statement = of(READ, key);
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Row(rows.getBytes(1), rows.getObject(2, UUID.class)))
                    : Optional.empty();
        }
    }

    /** What the server's clock says right now, not when the transaction began. */
    Instant now() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select clock_timestamp()");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** Whether the store is at work. */
    Standing standing() throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement("select standing from store");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return Presence.standing(rows.getString(1));
        }
    }

    /**
     * Takes a part in the right to work on the store, until the end of this transaction: nobody has it alone meanwhile, or changes its standing.
     *
     * @param right to work on the store
     * @param store its identity
     * @throws Records.BusyException while another process works on it alone
     * @throws SealedException where it is not at work, or another store
     */
    void work(long right, String store) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            // Two statements in one message: the second one sees what was changed before the first one had the right.
            statement.execute("select pg_try_advisory_xact_lock_shared(" + right + "); select id, standing from store");
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    throw Records.BusyException.whileAnotherIsAlone();
                }
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                SealedException.requireAtWork(Presence.standing(rows.getString(2)));
                SealedException.requireSame(store, rows.getString(1));
            }
        }
    }

    /** Empty where there is no record. */
    Optional<UUID> mark(String key) throws SQLException {
        return read(key).map(Row::mark);
    }

    /** @return false when the key exists */
    boolean insert(String key, byte[] content, UUID mark) throws SQLException {
        return writes(INSERT, key, content, new Proof(key, Optional.empty(), Optional.of(mark)));
    }

    /** @param before the mark that was read */
    void put(String key, byte[] content, Optional<UUID> before, UUID mark) throws SQLException {
        writes(PUT, key, content, new Proof(key, before, Optional.of(mark)));
    }

    private boolean writes(String sql, String key, byte[] content, Proof written) throws SQLException {
        try (PreparedStatement statement = of(sql, key)) {
            statement.setBytes(3, content);
            statement.setObject(4, written.after().orElseThrow());
            return hasWritten(statement, written);
        }
    }

    /** Takes a record away, unless it was written to since it had that mark. */
    void delete(String key, UUID mark) throws SQLException {
        try (PreparedStatement statement = of(DELETE, key)) {
            statement.setObject(3, mark);
            hasWritten(statement, new Proof(key, Optional.of(mark), Optional.empty()));
        }
    }

    private boolean hasWritten(PreparedStatement statement, Proof written) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            boolean has = rows.next();
            if (has) {
                id = rows.getString(1);
                proof = written;
            }
            return has;
        }
    }

    /** @return whether another transaction finds what this one has written; empty when a third has written there */
    Optional<Boolean> isSeenBy(Transaction other) throws SQLException {
        Optional<UUID> found = other.mark(proof.key());
        if (found.equals(proof.after())) {
            return Optional.of(true);
        }
        return found.equals(proof.before()) ? Optional.of(false) : Optional.empty();
    }

    /** The names directly below a folder, of records and of folders. */
    Collection<String> names(String folder) throws SQLException {
        Collection<String> names = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
            statement.setString(1, folder);
            addAll(names, statement);
        }
        String prefix = folder.isEmpty() ? "" : folder + "/";
        // Behind all that begins with the prefix; no key has a sign above z.
        String end = folder.isEmpty() ? "~" : folder + "0";
        try (PreparedStatement statement = connection.prepareStatement(FOLDERS)) {
            statement.setString(1, prefix);
            statement.setString(2, end);
            statement.setInt(3, prefix.length() + 1);
            statement.setInt(4, prefix.length());
            statement.setInt(5, prefix.length() + 1);
            statement.setString(6, end);
            statement.setInt(7, prefix.length() + 1);
            addAll(names, statement);
        }
        return names;
    }

    private static void addAll(Collection<String> names, PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
    }

    /** Waits until no other transaction has the same right, which ends with the transaction. */
    void lock(long right) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            statement.setLong(1, right);
            statement.execute();
        }
    }

    private PreparedStatement of(String sql, String key) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        String name = Store.name(key);
        statement.setString(1, key.substring(0, Math.max(0, key.length() - name.length() - 1)));
        statement.setString(2, name);
        return statement;
    }
}
