package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.AloneLeases;
import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.RecordLeases;
import dev.framespan.activities.store.Records;
import dev.framespan.activities.store.Standing;
import dev.framespan.activities.store.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The records and leases of a store in a schema of a PostgreSQL database, for any number of processes on any number of machines.
 *
 * <p>What a method has returned for is on the server's disk. One that throws has changed nothing, unless it says that this cannot be found out.
 * A server that is being restarted is waited for, for some ten seconds.
 */
public final class PostgresqlRecords implements Records, AutoCloseable {
    private final String id;
    private final Clock clock;
    private final Database database;
    private final Presence presence;
    private final String self = UUID.randomUUID().toString();

    /** @param clock by which leases end; null for the server's */
    private PostgresqlRecords(PostgresqlUrl url, String id, Clock clock) {
        this.id = id;
        this.presence = new Presence(url, id);
        try {
            this.database = new Database(url, presence);
        } catch (SQLException e) {
            throw new StoreException(SqlReason.sentence(e, url), e);
        }
        try {
            this.clock = clock == null
                    ? new ServerClock(() -> database.read(Transaction::now)).withZone(ZoneOffset.UTC)
                    : clock;
        } catch (IOException e) {
            boolean isAway = e.getCause() instanceof SQLException failure && SqlReason.isPassing(failure);
            throw isAway ? StoreException.away(e.getMessage(), e) : new StoreException(e.getMessage(), e);
        }
    }

    /**
     * Opens a store, which is made where there is none.
     *
     * @param url as {@code postgresql://user@host:5432/database}; {@code ?currentSchema=} names another schema than {@code framespan}. The
     *     password is in it, in {@code PGPASSWORD} or in a password file
     * @throws StoreException in one sentence with the remedy
     */
    public static PostgresqlRecords open(String url) {
        return open(url, null);
    }

    /** @param clock by which leases end; null for the server's */
    static PostgresqlRecords open(String url, Clock clock) {
        PostgresqlUrl parsed = PostgresqlUrl.parse(url, System.getenv());
        return new PostgresqlRecords(parsed, StoreSchema.open(parsed), clock);
    }

    /** Opens a store that exists already. */
    public static Optional<PostgresqlRecords> openExisting(String url) {
        PostgresqlUrl parsed = PostgresqlUrl.parse(url, System.getenv());
        return StoreSchema.find(parsed).map(id -> new PostgresqlRecords(parsed, id, null));
    }

    /** Whether a text is meant to be such a URL. */
    public static boolean isUrl(String text) {
        return text.startsWith("postgresql:") || text.startsWith("postgres:");
    }

    /** How a store can be named again, without what is secret. */
    public static String place(String url) {
        return PostgresqlUrl.parse(url, System.getenv()).address();
    }

    /** The store's identity, the same for every process that opens it. */
    public String id() {
        return id;
    }

    /** Whether the store is at work, as it is now. */
    public Standing standing() throws IOException {
        return database.read(Transaction::standing);
    }

    /** Has another identity and standing from now on. Only for the one that works on it alone; one that gets another identity is opened anew. */
    public void become(String another, Standing next) throws IOException {
        presence.become(another, next);
    }

    /** The server's time, which is that of all that use the store, whatever their own clocks say. */
    public Clock clock() {
        return clock;
    }

    /**
     * Begins to work on the store, as every method that writes does: whoever keeps what its records name says so before.
     *
     * @throws BusyException while another process works on it alone
     * @throws dev.framespan.activities.store.SealedException where it is not at work
     */
    public void begin() throws IOException {
        presence.begin();
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        Records.needKey(key);
        UUID mark = UUID.randomUUID();
        return database.write(transaction -> transaction.insert(key, content, mark));
    }

    @Override
    public void replace(String key, byte[] content) throws IOException {
        Records.needKey(key);
        UUID mark = UUID.randomUUID();
        database.write(transaction -> {
            transaction.put(key, content, transaction.mark(key), mark);
            return null;
        });
    }

    /** What the change reads and writes by itself, in its own thread, is one with it: all of it takes place or nothing. */
    @Override
    public void update(String key, Change change) throws IOException {
        Records.needKey(key);
        database.write(new RecordChange(key, Rights.change(id, key), change));
    }

    @Override
    public void remove(String key) throws IOException {
        Records.needKey(key);
        Optional<UUID> mark = database.read(transaction -> transaction.mark(key));
        if (mark.isEmpty()) {
            return;
        }
        // However often it is done: what another process has written there since stays.
        database.write(transaction -> {
            transaction.delete(key, mark.get());
            return null;
        });
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Records.needKey(key);
        return database.read(transaction -> transaction.read(key).map(Transaction.Row::content));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        String prefix = folder.isEmpty() ? "" : Records.needKey(folder) + "/";
        Collection<String> names = database.read(transaction -> transaction.names(folder));
        return names.stream().map(name -> prefix + name).toList();
    }

    /** Rights that processes of this store have one at a time. Who has died on another machine is not seen: its leases end in time. */
    public Leases leases() {
        return new AloneLeases(
                new RecordLeases(this, self, holder -> false, clock), () -> !presence.isAlone(), presence::leaveAlone);
    }

    /**
     * The right to work on the store alone, whatever its standing. Until it is given back, no other process begins to write; one that only reads does not count.
     * It ends with this process, and with its connection: {@link Leases#renew} says so.
     *
     * @return empty while another process works on the store
     */
    public Optional<Leases.Lease> takeAlone() throws IOException {
        if (!presence.takeAlone()) {
            return Optional.empty();
        }
        try {
            // Whoever has it by the record has ended, or lost its connection.
            return new RecordLeases(this, self, holder -> true, clock).take(RecordLeases.ALONE, RecordLeases.ALONE_FOR);
        } catch (IOException | RuntimeException e) {
            presence.leaveAlone();
            throw e;
        }
    }

    @Override
    public void close() {
        presence.close();
        database.close();
    }
}
