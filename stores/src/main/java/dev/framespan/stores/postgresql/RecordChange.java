package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.Records;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * A change of a record, made under a right that one transaction has at a time. It is called once: when the connection is lost after
 * that, what it has said is written again where nobody has come between.
 */
final class RecordChange implements Database.Work<Void> {
    private final String key;
    private final long right;
    private final Records.Change change;
    private final UUID mark = UUID.randomUUID();
    private boolean called;
    private boolean wroteMore;
    private Optional<UUID> before;
    private Optional<byte[]> next;

    RecordChange(String key, long right, Records.Change change) {
        this.key = key;
        this.right = right;
        this.change = change;
    }

    @Override
    public Void in(Transaction transaction) throws SQLException, IOException {
        transaction.lock(right);
        Optional<Transaction.Row> held = transaction.read(key);
        Optional<UUID> found = held.map(Transaction.Row::mark);
        if (!called) {
            called = true;
            before = found;
            next = change.of(held.map(Transaction.Row::content));
            wroteMore = transaction.id().isPresent();
        } else if (wroteMore || !found.equals(before)) {
            throw new IOException("the connection was lost while " + key + " was changed; nothing was, try again");
        }
        if (next.isPresent()) {
            transaction.put(key, next.get(), found, mark);
        }
        return null;
    }
}
