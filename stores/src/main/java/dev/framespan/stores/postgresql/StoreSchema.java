package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.StoreException;
import dev.framespan.stores.retry.Patience;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of a store, in a schema of their own. */
final class StoreSchema {
    /** The format written by this version; a store of a higher one is refused, and one of a lower one is migrated. */
    static final int FORMAT = 2;

    /** Each migration that raises the format says so in the table {@code store}. */
    private static final List<String> MIGRATIONS = List.of("V1__records.sql", "V2__standing.sql");

    /** The first version with {@code pg_current_xact_id}. */
    private static final int OLDEST_SERVER = 13;

    /** So long a server is waited for that is perhaps being restarted; whoever has named a wrong one waits, too. */
    private static final Duration RESTART = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(StoreSchema.class);

    private final PostgresqlUrl url;
    private final Connection connection;

    private StoreSchema(PostgresqlUrl url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    /** The identity of the store in a schema, which is made where there is none. */
    static String open(PostgresqlUrl url) {
        return ask(url, StoreSchema::made);
    }

    /** The identity of a store that exists already. */
    static Optional<String> find(PostgresqlUrl url) {
        return ask(url, schema -> schema.identity().isEmpty() ? Optional.empty() : Optional.of(schema.made()));
    }

    private record Identity(String id, int format) {}

    @FunctionalInterface
    private interface Question<T> {
        T to(StoreSchema schema) throws SQLException;
    }

    private static <T> T ask(PostgresqlUrl url, Question<T> question) {
        try (Patience restart = new Patience(RESTART)) {
            while (true) {
                try (Connection connection = url.connect()) {
                    StoreSchema schema = new StoreSchema(url, connection);
                    schema.needServer();
                    return question.to(schema);
                } catch (SQLException e) {
                    if (!SqlReason.isPassing(e)) {
                        throw new StoreException(SqlReason.sentence(e, url), e);
                    }
                    if (!restart.pause()) {
                        throw StoreException.away(SqlReason.sentence(e, url), e);
                    }
                }
            }
        }
    }

    private void needServer() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            throw new StoreException(
                    url + ": this is PostgreSQL " + version + ", and a store needs " + OLDEST_SERVER + " or newer");
        }
        if (one("select current_setting('fsync')").equals("off")) {
            LOG.warn("{} has fsync off: what was bought is lost with the power", url);
        }
    }

    private String made() throws SQLException {
        Optional<Identity> there = identity();
        if (there.isEmpty() || there.get().format() < FORMAT) {
            // One process after the other; the right ends with the connection.
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '60s'");
                statement.execute("select pg_advisory_lock(" + Rights.migrate(url.schema()) + ")");
            }
            there = identity();
            if (there.isEmpty() || there.get().format() < FORMAT) {
                migrate();
                there = identity();
            }
        }
        return needFormat(there.orElseThrow(() -> new StoreException(noStore())));
    }

    private String noStore() {
        return url + ": schema " + url.schema()
                + " holds something else than a store; name another one with ?currentSchema=";
    }

    private String needFormat(Identity identity) {
        if (identity.format() > FORMAT) {
            throw StoreException.newer(url.toString(), identity.format(), FORMAT);
        }
        return identity.id();
    }

    /** Looked for by its full name: a table of the same name may be in sight that is another program's. */
    private Optional<Identity> identity() throws SQLException {
        String table = url.schema() + ".store";
        if (one("select to_regclass('" + table + "')") == null) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, format from " + table)) {
            return rows.next() ? Optional.of(new Identity(rows.getString(1), rows.getInt(2))) : Optional.empty();
        }
    }

    private void migrate() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regnamespace(?)")) {
            statement.setString(1, url.schema());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (rows.getString(1) == null) {
                    one("create schema " + url.schema());
                }
            }
        }
        try {
            Flyway.configure(StoreSchema.class.getClassLoader())
                    .dataSource(dataSource())
                    .schemas(url.schema())
                    .createSchemas(false)
                    .locations(new String[0])
                    .resourceProvider(new Migrations())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    private StoreException failure(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return new StoreException(SqlReason.sentence(sql, url), e);
            }
        }
        return new StoreException(noStore(), e);
    }

    /** Without a limit to how long a statement may take: a migration goes through all that is there. */
    private DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbc());
        Properties properties = url.properties();
        for (String name : properties.stringPropertyNames()) {
            try {
                source.setProperty(name, properties.getProperty(name));
            } catch (SQLException e) {
                throw new IllegalStateException("the driver knows its own properties", e);
            }
        }
        source.setUser(url.user());
        url.password().ifPresent(source::setPassword);
        source.setSocketTimeout(0);
        return source;
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Named one by one: a program in one jar has no folders to search. */
    private static final class Migrations implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            return MIGRATIONS.contains(name) ? new Migration(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return MIGRATIONS.stream()
                    .filter(name -> name.startsWith(prefix)
                            && List.of(suffixes).stream().anyMatch(name::endsWith))
                    .<LoadableResource>map(Migration::new)
                    .toList();
        }
    }

    private static final class Migration extends LoadableResource {
        private final String name;

        private Migration(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            var stream = StoreSchema.class.getResourceAsStream(name);
            if (stream == null) {
                throw new UncheckedIOException(new IOException("this program lacks " + name));
            }
            return new InputStreamReader(stream, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
