package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.cluster.Machines;
import dev.framespan.starter.cluster.SharedServers;
import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that makes a film on a real server; each part can be killed as by {@code kill -9}, and comes back. */
final class KillableSystem implements AutoCloseable {
    static final String ACCOUNT = "chaos";
    // A task takes the simulated provider a few seconds.
    private static final String CALLED_WITHIN = "30s";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What can be killed, as often beside each other as it stands here. */
    enum Part {
        WORKER,
        MEDIA_CHILD,
        RENDER,
        TEMPORAL,
        SIMULATOR,
        POSTGRESQL,
        S3
    }

    final TemporalDevServer temporal;
    final SimulatedProvider provider;
    private final Machines machines;
    private final int number;
    private final Path temporary;
    private final boolean called;
    private final int port = TemporalDevServer.freePort();
    private final List<Program> workers = new ArrayList<>();
    private final Set<ProcessHandle> children = new HashSet<>();
    private Program render;

    /**
     * @param number of workers
     * @param speed of the provider
     * @param called whether the provider calls when a task has ended; submissions of which it then says nothing are bought again
     */
    KillableSystem(Path folder, Machines machines, int number, String speed, boolean called) throws IOException {
        this.machines = machines;
        this.number = number;
        this.called = called;
        this.temporary = Files.createDirectory(folder.resolve("tmp"));
        this.temporal = TemporalDevServer.start(folder);
        this.provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed);
        while (workers.size() < number) {
            workers.add(worker(workers.size()));
        }
        this.render = startRender();
    }

    Program render() {
        return render;
    }

    void renderAgain() {
        render.close();
        render = startRender();
    }

    /**
     * Kills a part, waits, and has it back.
     *
     * @param which of several, from 0 on and as large as one likes
     * @return false where there is nothing of that part just now
     */
    boolean kill(Part part, int which, Duration pause) {
        switch (part) {
            case WORKER -> {
                int one = which % number;
                note();
                workers.get(one).kill();
                sleep(pause);
                workers.set(one, worker(one));
            }
            case MEDIA_CHILD -> {
                List<ProcessHandle> engines = workers.stream()
                        .flatMap(worker -> worker.children().stream())
                        .filter(ProcessHandle::isAlive)
                        .toList();
                if (engines.isEmpty()) {
                    return false;
                }
                engines.get(which % engines.size()).destroyForcibly();
            }
            case RENDER -> {
                render.kill();
                sleep(pause);
                renderAgain();
            }
            case TEMPORAL -> {
                temporal.kill();
                sleep(pause);
                temporal.serve();
            }
            case SIMULATOR -> {
                provider.kill();
                sleep(pause);
                provider.serve();
            }
            case POSTGRESQL, S3 -> killShared(part, pause);
        }
        return true;
    }

    private boolean isShared() {
        return machines instanceof SharedServers;
    }

    private void killShared(Part part, Duration pause) {
        SharedServers servers = (SharedServers) machines;
        try {
            if (part == Part.POSTGRESQL) {
                servers.postgresql().kill();
                sleep(pause);
                servers.postgresql().up();
            } else {
                servers.s3().kill();
                sleep(pause);
                servers.s3().up();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts workers again that found no server, or lost it, when they began, as whoever minds them does. No other may have ended by itself. */
    void mindWorkers() {
        for (int one = 0; one < number; one++) {
            Program worker = workers.get(one);
            if (!worker.isAlive()) {
                worker.assertEnds(1, PATIENCE);
                assertThat(worker.err())
                        .as("a worker ended by itself: " + worker)
                        .anyMatch(line -> line.contains("no Temporal server answers")
                                || line.contains("Temporal server went away")
                                || isShared()
                                        && (line.contains("does not answer") || line.contains("is being restarted")));
                workers.set(one, worker(one));
            }
        }
    }

    /** Ends the workers as an operator does, and lets others sweep what the killed ones have left. */
    void endWorkers() {
        note();
        workers.forEach(KillableSystem::end);
        for (int one = 0; one < number; one++) {
            try (Program last = worker(one)) {
                last.awaitLine(line -> line.contains("worker ready"), PATIENCE);
                end(last);
            }
        }
        Await.until("the end of all media children", PATIENCE, () -> children.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    private static void end(Program worker) {
        worker.signal("TERM");
        worker.assertEnds(0, PATIENCE);
    }

    private void note() {
        workers.forEach(worker -> children.addAll(worker.children()));
    }

    private Program worker(int which) {
        return framespan(machines.worker(which)).start("worker", "--temporal", temporal.address());
    }

    private Program startRender() {
        return framespan(machines.operator())
                .start("render", "film.yaml", "--temporal", temporal.address(), "--out", "out", "--yes");
    }

    private FramespanProgram framespan(FramespanProgram program) {
        FramespanProgram framespan = program.with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .with("KLING_ACCOUNT", ACCOUNT);
        return called
                ? framespan
                        .with("FRAMESPAN_PUBLIC_URL", "http://127.0.0.1:" + port)
                        .with("FRAMESPAN_ASSET_PORT", Integer.toString(port))
                        .with("FRAMESPAN_AMBIGUOUS_WAIT", CALLED_WITHIN)
                        .with("FRAMESPAN_ON_AMBIGUOUS", "rebuy")
                : framespan;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return render + "\n" + workers;
    }

    @Override
    public void close() {
        render.close();
        workers.forEach(Program::close);
        provider.close();
        temporal.close();
    }
}
