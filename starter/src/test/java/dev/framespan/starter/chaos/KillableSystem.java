package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
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
    private static final int WORKERS = 2;
    // A task takes the simulated provider a few seconds.
    private static final String CALLED_WITHIN = "30s";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What can be killed, as often beside each other as it stands here. */
    enum Part {
        WORKER,
        MEDIA_CHILD,
        RENDER,
        TEMPORAL,
        SIMULATOR
    }

    final TemporalDevServer temporal;
    final SimulatedProvider provider;
    private final Path folder;
    private final Path temporary;
    private final boolean called;
    private final int port = TemporalDevServer.freePort();
    private final List<Program> workers = new ArrayList<>();
    private final Set<ProcessHandle> children = new HashSet<>();
    private Program render;

    /**
     * @param speed of the provider
     * @param called whether the provider calls when a task has ended; submissions of which it then says nothing are bought again
     */
    KillableSystem(Path folder, String speed, boolean called) throws IOException {
        this.folder = folder;
        this.called = called;
        this.temporary = Files.createDirectory(folder.resolve("tmp"));
        this.temporal = TemporalDevServer.start(folder);
        this.provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed);
        while (workers.size() < WORKERS) {
            workers.add(worker());
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
                int number = which % WORKERS;
                note();
                workers.get(number).kill();
                sleep(pause);
                workers.set(number, worker());
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
        }
        return true;
    }

    /** Starts workers again that found no server, or lost it, when they began, as whoever minds them does. No other may have ended by itself. */
    void mindWorkers() {
        for (int number = 0; number < WORKERS; number++) {
            Program worker = workers.get(number);
            if (!worker.isAlive()) {
                worker.assertEnds(1, PATIENCE);
                assertThat(worker.err())
                        .as("a worker ended by itself: " + worker)
                        .anyMatch(line -> line.contains("no Temporal server answers")
                                || line.contains("Temporal server went away"));
                workers.set(number, worker());
            }
        }
    }

    /** Ends the workers as an operator does, and lets another one sweep what the killed ones have left. */
    void endWorkers() {
        note();
        workers.forEach(KillableSystem::end);
        try (Program last = worker()) {
            last.awaitLine(line -> line.contains("worker ready"), PATIENCE);
            end(last);
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

    private Program worker() {
        return framespan().startWorker(temporal.address());
    }

    private Program startRender() {
        return framespan().startRender(temporal.address(), "--yes");
    }

    private FramespanProgram framespan() {
        FramespanProgram framespan = new FramespanProgram(folder)
                .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary)
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
