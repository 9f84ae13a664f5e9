package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where a store's database is: {@code postgresql://user:password@host:port/database?currentSchema=framespan}, with the parameters of
 * PostgreSQL's JDBC driver. Without a user or password in it, {@code PGUSER} and {@code PGPASSWORD} count, and then the driver's password
 * file.
 */
final class PostgresqlUrl {
    private static final String SCHEMA = "framespan";
    private static final Pattern URL =
            Pattern.compile("postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
                    + "(?<hosts>[^@/?]+)/(?<database>[^@/?]+)(?:\\?(?<parameters>.*))?");
    private static final Pattern PARAMETER = Pattern.compile("(?:^|&)(?<name>currentSchema)=(?<value>[^&]*)");
    private static final Pattern SECRET = Pattern.compile("^[^=]*password[^=]*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEMA_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private static final String PROMISES =
            // A record that another session holds is busy after a few seconds.
            "set lock_timeout = '5s';"
                    // A process that stands still in the middle of a change does not hinder the others for longer.
                    + "set idle_in_transaction_session_timeout = '60s';"
                    // The same for a machine that has lost its power.
                    + "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3;"
                    // Whatever the server's setting: what is committed is on its disk.
                    + "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

    private final String jdbc;
    private final String label;
    private final String address;
    private final String schema;
    private final String user;
    private final Optional<String> password;
    private final Properties properties = new Properties();

    private PostgresqlUrl(Matcher url, Map<String, String> environment) {
        String parameters = url.group("parameters") == null ? "" : url.group("parameters");
        label = "postgresql://" + url.group("hosts") + "/" + url.group("database");
        address = "postgresql://" + (url.group("user") == null ? "" : url.group("user") + "@") + url.group("hosts")
                + "/" + url.group("database") + shown(parameters);
        jdbc = "jdbc:" + label + (parameters.isEmpty() ? "" : "?" + parameters);
        schema = schema(parameters);
        PGProperty.CURRENT_SCHEMA.set(properties, schema);
        PGProperty.APPLICATION_NAME.set(properties, "framespan");
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // A server that is gone without a word; no statement of a store takes so long.
        PGProperty.SOCKET_TIMEOUT.set(properties, 60);
        user = first(url.group("user"), environment.get("PGUSER")).orElse(System.getProperty("user.name"));
        password = first(url.group("password"), environment.get("PGPASSWORD"));
    }

    /** @throws StoreException when it is none */
    static PostgresqlUrl parse(String text, Map<String, String> environment) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            // What it says may be a password.
            throw new StoreException("the store's URL is not one of a PostgreSQL database; write"
                    + " postgresql://user@host:5432/database, with % codes for the signs : / ? @ in a password");
        }
        return new PostgresqlUrl(url, environment);
    }

    private String schema(String parameters) {
        Matcher parameter = PARAMETER.matcher(parameters);
        String named = parameter.find() ? decoded(parameter.group("value")) : SCHEMA;
        if (!SCHEMA_NAME.matcher(named).matches()) {
            throw new StoreException(label
                    + ": currentSchema is one schema of small letters, digits and _, that of the store; write ?currentSchema="
                    + SCHEMA);
        }
        return named;
    }

    private static Optional<String> first(String inUrl, String inEnvironment) {
        return Optional.ofNullable(inUrl)
                .map(PostgresqlUrl::decoded)
                .or(() -> Optional.ofNullable(inEnvironment))
                .filter(value -> !value.isEmpty());
    }

    private static String decoded(String part) {
        // In front of the parameters a plus is a plus.
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String shown(String parameters) {
        String all = Arrays.stream(parameters.split("&"))
                .filter(parameter ->
                        !parameter.isEmpty() && !SECRET.matcher(parameter).find())
                .collect(Collectors.joining("&"));
        return all.isEmpty() ? "" : "?" + all;
    }

    /** As it can be given again, without what is secret. */
    String address() {
        return address;
    }

    /** Without user, password and parameters: for messages. */
    @Override
    public String toString() {
        return label;
    }

    String schema() {
        return schema;
    }

    /** Whom the server knows the store's processes as. */
    String user() {
        return user;
    }

    /** Empty where a password file says it, or none is needed. */
    Optional<String> password() {
        return password;
    }

    String jdbc() {
        return jdbc;
    }

    /** The driver's, without user and password. */
    Properties properties() {
        return properties;
    }

    /** What each session begins with, so that the store's promises hold. */
    String promises() {
        return PROMISES;
    }

    /** A session of its own, outside of any pool. */
    Connection connect() throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        PGProperty.USER.set(all, user);
        password.ifPresent(secret -> PGProperty.PASSWORD.set(all, secret));
        return new Driver().connect(jdbc, all);
    }
}
