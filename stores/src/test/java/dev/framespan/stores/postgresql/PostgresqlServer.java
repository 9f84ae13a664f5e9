package dev.framespan.stores.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * PostgreSQL's own server, one for all tests of this process, on a free port of loopback; run by an unprivileged user where this one is
 * root, as PostgreSQL wants it. It ends with this process, however that ends, and takes its files along.
 */
public final class PostgresqlServer {
    static final String USER = "framespan";
    public static final String PASSWORD = "not-a-secret";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final long UP_SECONDS = 60;
    // It says much about each of hundreds of stores.
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static PostgresqlServer here;

    private final Path programs;
    private final Path folder;
    private final int port;
    private Process server;

    private PostgresqlServer(Path programs) throws IOException, InterruptedException {
        this.programs = programs;
        // Not in the project's folders, which the unprivileged user need not be able to enter.
        folder = Files.createTempDirectory("framespan-postgresql");
        port = freePort();
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user()));
        }
        guard();
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Process made = start(
                "initdb",
                "-D",
                data(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C",
                "--pwfile=" + password);
        if (made.waitFor() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log()));
        }
        up();
    }

    /** Where PostgreSQL's programs are: on the PATH, or where Debian lays them. */
    static Optional<Path> installed() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            folders.add(Path.of(folder));
        }
        try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
            versions.sorted(Comparator.reverseOrder()).forEach(version -> folders.add(version.resolve("bin")));
        } catch (IOException e) {
            throw new IllegalStateException(DEBIAN + " cannot be read", e);
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst();
    }

    public static synchronized PostgresqlServer here() {
        try {
            if (here == null) {
                MIGRATIONS.setLevel(Level.WARNING);
                here = new PostgresqlServer(installed()
                        .orElseThrow(() ->
                                new IllegalStateException("PostgreSQL is not installed: apt-get install postgresql")));
            }
            return here;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The name of a schema that is not there yet. */
    public static String schema() {
        return "store_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
    }

    /** A store's URL. */
    public String url(String schema) {
        return url(port, schema);
    }

    /** The same through another port. */
    static String url(int port, String schema) {
        return "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/postgres?currentSchema=" + schema;
    }

    int port() {
        return port;
    }

    /** For plain SQL. */
    Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema, USER, PASSWORD);
    }

    /** @return the first column of the first row; null when there is none */
    public String sql(String schema, String sql) throws SQLException {
        try (Connection connection = connect(schema);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Ends the server as a loss of power would. */
    public void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    /** Ends the process of one session that writes to a store; without a word, the server ends all others and begins anew. */
    void killASession() throws InterruptedException {
        while (!hasKilledASession()) {
            Thread.sleep(1);
        }
    }

    private boolean hasKilledASession() {
        boolean killed = false;
        try (Connection connection = connect("public");
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet rows = statement.executeQuery(
                        killed
                                ? "select"
                                : "select pid from pg_stat_activity where application_name = 'framespan'"
                                        + " and backend_xid is not null limit 1")) {
                    if (!killed && rows.next()) {
                        ProcessHandle.of(rows.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
                        killed = true;
                    }
                }
            }
        } catch (SQLException e) {
            // This session has ended with the others, or the server is not up yet after the last time.
            return killed;
        }
    }

    /** Starts it, and waits until it answers. */
    public void up() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
        while (true) {
            // One whose predecessor's last processes have not ended yet gives up.
            if (server == null || !server.isAlive()) {
                server = start(
                        "postgres",
                        "-D",
                        data(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=300",
                        "-c",
                        "shared_buffers=32MB");
            }
            try (Connection connection = connect("public")) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > until) {
                    throw new IOException("PostgreSQL does not answer: " + Files.readString(log()), e);
                }
                Thread.sleep(20);
            }
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** Waits for the end of this process, which closes its input, and cleans up. */
    private void guard() throws IOException {
        List<String> command = unprivileged();
        command.addAll(List.of(
                "sh",
                "-c",
                "cat; kill -QUIT $(head -n 1 data/postmaster.pid); sleep 1; rm -rf \"$0\"",
                folder.toString()));
        new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Process start(String program, String... arguments) throws IOException {
        List<String> command = unprivileged();
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private static List<String> unprivileged() throws IOException {
        return isRoot()
                ? new ArrayList<>(List.of("setpriv", "--reuid=" + user(), "--regid=" + user(), "--clear-groups", "--"))
                : new ArrayList<>();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String user() throws IOException {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.anyMatch(user -> user.startsWith("postgres:")) ? "postgres" : "nobody";
        }
    }

    /** Below those that the system gives away by itself, so that it stays free while the server is down. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (java.net.BindException e) {
                continue;
            }
        }
    }
}
