package dev.framespan.starter.cluster;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.stores.StoreAddress;
import dev.framespan.stores.StoreSettings;
import dev.framespan.stores.Stores;
import dev.framespan.stores.postgresql.PostgresqlServer;
import dev.framespan.stores.s3.S3ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Machines that share a PostgreSQL and an S3 server, both real, and nothing else: each has a folder of its own, in which its programs work and
 * keep their copies.
 */
public final class SharedServers implements Machines {
    private static final long CACHE_BYTES = 1_000_000_000;

    private final Path folder;
    private final PostgresqlServer postgresql = PostgresqlServer.here();
    private final String schema = PostgresqlServer.schema();
    private final S3ServerProcess s3;
    private Store store;

    /** @param folder in which the operator's programs work; those of workers work in {@code worker-0} and so on beside */
    public SharedServers(Path folder) throws IOException {
        this.folder = folder;
        this.s3 = new S3ServerProcess(folder.resolve("s3"));
    }

    @Override
    public FramespanProgram worker(int number) {
        return on(machine(number));
    }

    @Override
    public FramespanProgram operator() {
        return on(folder);
    }

    private Path machine(int number) {
        try {
            return Files.createDirectories(folder.resolve("worker-" + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FramespanProgram on(Path machine) {
        FramespanProgram program = new FramespanProgram(machine)
                .with("FRAMESPAN_STORE", url())
                .with("FRAMESPAN_BUCKET", S3ServerProcess.bucket())
                .with("FRAMESPAN_CACHE", "cache");
        s3.environment().forEach(program::with);
        return program;
    }

    /** The store's address, with its password. */
    public String url() {
        return postgresql.url(schema);
    }

    public PostgresqlServer postgresql() {
        return postgresql;
    }

    public S3ServerProcess s3() {
        return s3;
    }

    /** The first column of the first row of a question to the records. */
    public String sql(String question) {
        try {
            return postgresql.sql(schema, question);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized Store store() {
        if (store == null) {
            Map<String, String> environment = s3.environment();
            System.setProperty("aws.accessKeyId", environment.get("AWS_ACCESS_KEY_ID"));
            System.setProperty("aws.secretAccessKey", environment.get("AWS_SECRET_ACCESS_KEY"));
            System.setProperty("aws.endpointUrlS3", environment.get("AWS_ENDPOINT_URL_S3"));
            StoreSettings settings =
                    new StoreSettings(Optional.of(S3ServerProcess.bucket()), folder.resolve("proof"), CACHE_BYTES);
            store = new Stores(settings).openExisting(StoreAddress.of(url())).orElseThrow();
        }
        return store;
    }

    @Override
    public List<Path> scratch() {
        List<Path> folders = new ArrayList<>(List.of(folder.resolve("cache")));
        for (int number = 0; Files.exists(folder.resolve("worker-" + number)); number++) {
            folders.add(folder.resolve("worker-" + number + "/cache"));
        }
        return folders.stream()
                .map(cache -> cache.resolve(store().id()).resolve("scratch"))
                .toList();
    }

    @Override
    public void close() {
        s3.close();
    }
}
