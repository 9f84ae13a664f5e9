package dev.framespan.stores.postgresql;

import dev.framespan.stores.retry.Patience;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.Driver;

/**
 * Transactions that have taken place when they return, and have not when they fail.
 *
 * <p>Where the connection was lost before the commit, nothing has happened, and it is done again. Where it was lost in the commit, the
 * server is asked what has become of it: by the transaction's number, and by what it has written, since a server that crashes gives the
 * numbers anew that it had no time to write down.
 */
final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FREE_WITHIN = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final String STATUS = "select pg_xact_status(?::xid8)";

    private final PostgresqlUrl url;
    private final Presence presence;
    private final AgroalDataSource pool;
    private final ThreadLocal<Transaction> current = new ThreadLocal<>();

    /** @param presence which whoever writes has begun */
    Database(PostgresqlUrl url, Presence presence) throws SQLException {
        this.url = url;
        this.presence = presence;
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .maxSize(CONNECTIONS)
                .reapTimeout(IDLE)
                .acquisitionTimeout(FREE_WITHIN)
                .exceptionSorter(SqlReason::isLost)
                .connectionFactoryConfiguration()
                .connectionProviderClass(Driver.class)
                .jdbcUrl(url.jdbc())
                .principal(new NamePrincipal(url.user()))
                .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED)
                .initialSql(url.promises());
        AgroalConnectionFactoryConfigurationSupplier connections =
                configuration.connectionPoolConfiguration().connectionFactoryConfiguration();
        url.password().map(SimplePassword::new).ifPresent(connections::credential);
        url.properties().forEach((name, value) -> connections.jdbcProperty(name.toString(), value.toString()));
        pool = AgroalDataSource.from(configuration);
    }

    /** What is done in a transaction. It is done again when the connection was lost and it has certainly not taken place. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException, IOException;
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws SQLException, IOException;
    }

    <T> T read(Work<T> work) throws IOException {
        return current.get() != null
                ? join(work)
                : insist(() -> {
                    Connection connection = pool.getConnection();
                    try {
                        return work.in(new Transaction(connection));
                    } finally {
                        giveBack(connection);
                    }
                });
    }

    /** Within the work of another one it is a part of that one's transaction. */
    <T> T write(Work<T> work) throws IOException {
        return current.get() != null
                ? join(work)
                : insist(() -> {
                    presence.begin();
                    return transact(work);
                });
    }

    private <T> T join(Work<T> work) throws IOException {
        try {
            return work.in(current.get());
        } catch (SQLException e) {
            throw SqlReason.exception(e, url);
        }
    }

    private <T> T insist(Attempt<T> attempt) throws IOException {
        try (Patience patience = new Patience(PATIENCE)) {
            while (true) {
                try {
                    return attempt.make();
                } catch (SQLException e) {
                    if (!SqlReason.isPassing(e) || !patience.pause()) {
                        throw SqlReason.exception(e, url);
                    }
                    flush(e);
                }
            }
        }
    }

    /** Where one connection was lost, the others probably were. */
    private void flush(SQLException e) {
        if (SqlReason.isLost(e)) {
            pool.flush(AgroalDataSource.FlushMode.IDLE);
            presence.doubt();
        }
    }

    private <T> T transact(Work<T> work) throws SQLException, IOException {
        Connection connection = pool.getConnection();
        Transaction transaction = new Transaction(connection);
        T result;
        try {
            connection.setAutoCommit(false);
            current.set(transaction);
            presence.enter(transaction);
            result = work.in(transaction);
        } catch (SQLException | IOException | RuntimeException | Error e) {
            rollBack(connection);
            giveBack(connection);
            throw e;
        } finally {
            current.remove();
        }
        SQLException unclear = null;
        try {
            connection.commit();
        } catch (SQLException e) {
            unclear = e;
            rollBack(connection);
        }
        giveBack(connection);
        if (unclear != null && transaction.id().isPresent() && !hasTakenPlace(transaction, unclear)) {
            throw unclear;
        }
        return result;
    }

    private boolean hasTakenPlace(Transaction transaction, SQLException unclear) throws IOException {
        flush(unclear);
        try (Patience patience = new Patience(PATIENCE)) {
            do {
                Optional<Boolean> answer = ask(transaction, unclear);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } while (patience.pause());
        }
        throw unknown(unclear);
    }

    /** @return empty when it cannot be said yet */
    private Optional<Boolean> ask(Transaction transaction, SQLException unclear) throws IOException {
        Connection connection = null;
        try {
            connection = pool.getConnection();
            String status = status(connection, transaction.id().orElseThrow());
            return switch (String.valueOf(status)) {
                case "aborted" -> Optional.of(false);
                case "in progress" -> Optional.empty();
                case "committed" -> {
                    Optional<Boolean> seen = transaction.isSeenBy(new Transaction(connection));
                    yield Optional.of(seen.orElseThrow(() -> unknown(unclear)));
                }
                default -> throw unknown(unclear);
            };
        } catch (SQLException e) {
            if (SqlReason.isOfTheFuture(e)) {
                return Optional.of(false);
            }
            if (!SqlReason.isPassing(e)) {
                throw unknown(unclear);
            }
            flush(e);
            return Optional.empty();
        } finally {
            giveBack(connection);
        }
    }

    private static String status(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATUS)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private IOException unknown(SQLException unclear) {
        return new IOException(
                url
                        + ": the connection was lost while a record was written, and it cannot be found out whether it was ("
                        + SqlReason.sentence(unclear, url) + ")",
                unclear);
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is lost, and the server rolls back by itself.
            return;
        }
    }

    /** Nothing that was done can be undone by this. */
    private static void giveBack(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It was lost: the pool finds that out, too.
            return;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
