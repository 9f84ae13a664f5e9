package dev.framespan.starter.durability;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A real Temporal server and a {@link FourShotFilm} that is made on it. */
final class ServerSetup implements AutoCloseable {
    static final Duration PATIENCE = FourShotFilm.PATIENCE;

    final Path folder;
    final TemporalDevServer temporal;
    final SimulatedProvider provider;
    private final FourShotFilm film;

    ServerSetup(Path folder, String speed) throws IOException {
        this.folder = folder;
        this.temporal = TemporalDevServer.start(folder);
        this.film = new FourShotFilm(folder, speed);
        this.provider = film.provider;
    }

    /** A worker that lives. */
    Program worker() {
        return ready(framespan().startWorker(temporal.address()));
    }

    /** A worker of another build. @param packaged its folder */
    Program workerOf(Path packaged) {
        return ready(framespan().build(packaged).startWorker(temporal.address()));
    }

    /** A worker that hosts some queues. @param queues as {@code --queues} takes them */
    Program workerOf(String queues) {
        return ready(
                framespan().start("worker", "--temporal", temporal.address(), "--store", "store", "--queues", queues));
    }

    /** A worker whose traces are collected. @param collector where OTLP is taken */
    Program tracedWorker(String collector) {
        return ready(framespan().with("OTEL_EXPORTER_OTLP_ENDPOINT", collector).startWorker(temporal.address()));
    }

    /** A render whose traces are collected. */
    Program tracedRender(String collector) {
        return framespan().with("OTEL_EXPORTER_OTLP_ENDPOINT", collector).startRender(temporal.address());
    }

    /** A worker that logs JSON, and says on a port how it is. */
    Program watchedWorker(int port) {
        return ready(unreadyWatchedWorker(port));
    }

    /** The same, not waited for. */
    Program unreadyWatchedWorker(int port) {
        return framespan()
                .with("FRAMESPAN_MANAGEMENT_PORT", Integer.toString(port))
                .with("FRAMESPAN_LOG_FORMAT", "json")
                .startWorker(temporal.address());
    }

    /** A worker of a version. @param version {@code DEPLOYMENT:BUILD} */
    Program workerOfVersion(String version) {
        return ready(framespan()
                .with("FRAMESPAN_ASSET_PORT", Integer.toString(TemporalDevServer.freePort()))
                .with("FRAMESPAN_WORKER_VERSION", version)
                .startWorker(temporal.address()));
    }

    /** A worker that lives beside one that holds the store's port and does not answer. */
    Program workerOnPortOfItsOwn() {
        return ready(framespan()
                .with("FRAMESPAN_ASSET_PORT", Integer.toString(TemporalDevServer.freePort()))
                .startWorker(temporal.address()));
    }

    /** Waits until it works. */
    static Program ready(Program worker) {
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    /**
     * A worker that dies as if the power had gone when it comes to a point for the given time. It buys one thing after another, so
     * that nothing else is on its way when it dies.
     */
    Program workerThatDiesAt(String point, int time) {
        return framespan()
                .with("KLING_MAX_PARALLEL", "1")
                .with("JAVA_TOOL_OPTIONS", "-Dframespan.crash-at=" + point + ":" + time)
                .startWorker(temporal.address());
    }

    /** A worker of which nothing moves any more when it comes to a point, until it gets {@code SIGCONT}. */
    Program workerThatFreezesAt(String point) {
        return framespan()
                .with("KLING_MAX_PARALLEL", "1")
                .with("JAVA_TOOL_OPTIONS", "-Dframespan.freeze-at=" + point + ":1")
                .startWorker(temporal.address());
    }

    Program render(String... more) {
        return framespan().startRender(temporal.address(), more);
    }

    /** Starts a command that has the provider, and no server. */
    Program alone(String... words) {
        return framespan().start(words);
    }

    /** Starts a command that needs neither provider nor server. */
    Program command(String... words) {
        return new FramespanProgram(folder).start(words);
    }

    private FramespanProgram framespan() {
        return film.framespan();
    }

    void awaitTasks(int number, String status) {
        film.awaitTasks(number, status);
    }

    void assertPaidOnce() {
        film.assertPaidOnce();
    }

    void assertWhole() throws IOException {
        film.assertWhole();
    }

    @Override
    public void close() {
        film.close();
        temporal.close();
    }
}
