package dev.framespan.starter.simulator;

import dev.framespan.activities.http.OneShotHttpClient;
import dev.framespan.starter.exit.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpStatus;

/**
 * The simulator that plays the provider where there is no key. One process serves a state; a second Framespan uses that one, and
 * starts its own as soon as the other is gone, on the same port, where every task and link goes on. The child ends when the pipe to
 * it closes, so with this process, whatever ends that.
 */
public final class BuiltInSimulator implements AutoCloseable {
    private static final int STATE_IN_USE = 3;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int LONGEST_ANSWER = 1 << 16;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final String LINE = "simulator listening on ";

    private final SimulatorProgram program;
    private final Path state;
    private final List<String> options;
    private final Thread watch;
    private volatile Process child;
    private volatile boolean closed;
    private volatile URI baseUrl;

    private BuiltInSimulator(SimulatorProgram program, Path state, List<String> options) {
        this.program = program;
        this.state = state;
        this.options = List.copyOf(options);
        this.watch = new Thread(this::watch, "simulator");
        watch.setDaemon(true);
    }

    /**
     * Starts the simulator, or finds the one that serves this state already.
     *
     * @param state folder of its tasks and files
     * @param options of its own: {@code --speed 20}
     * @throws UserError when it does not start
     */
    public static BuiltInSimulator start(SimulatorProgram program, Path state, List<String> options) {
        BuiltInSimulator simulator = new BuiltInSimulator(program, state, options);
        try {
            Files.createDirectories(state);
            simulator.baseUrl = simulator.serve();
        } catch (IOException e) {
            simulator.close();
            throw UserError.failed("the built-in simulator does not start: " + e.getMessage(), e);
        }
        simulator.watch.start();
        return simulator;
    }

    /** Where it listens, with {@code /v1}. The same for as long as its state lives. */
    public URI baseUrl() {
        return baseUrl;
    }

    private URI serve() throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until) {
            URI launched = launch();
            if (launched != null) {
                return launched;
            }
            URI remembered = remembered();
            if (remembered != null && answers(remembered)) {
                return remembered;
            }
            pause(Duration.ofMillis(100));
        }
        throw new IOException(
                "another process holds " + state + " and does not answer; end it, or use another --store");
    }

    /** @return null when another process serves this state */
    private URI launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--state", state.toString()));
        arguments.addAll(options);
        arguments.add("--until-stdin-closes");
        Process started = new ProcessBuilder(withoutSignals(program.command(arguments)))
                .redirectErrorStream(true)
                .start();
        child = started;
        if (closed) {
            started.destroy();
        }
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String last = "it said nothing";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line;
            if (line.startsWith(LINE)) {
                drain(lines);
                return URI.create(line.substring(LINE.length()).strip());
            }
        }
        int exitCode = exitCode(started);
        if (exitCode == STATE_IN_USE) {
            return null;
        }
        throw new IOException(last.replaceFirst("^simulator: ", "") + " (exit code " + exitCode + ")");
    }

    /**
     * A terminal's Ctrl-C goes to every process that it has started, and the render that gets it waits for the answers to what it has
     * submitted. A signal that is ignored at its start stays ignored by a JVM; the simulator ends with its standard input.
     */
    private static List<String> withoutSignals(List<String> command) {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "simulator"));
        shell.addAll(command);
        return shell;
    }

    private static void drain(BufferedReader lines) {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (lines.readLine() != null) {
                            continue;
                        }
                    } catch (IOException gone) {
                        // with its process
                    }
                },
                "simulator-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private URI remembered() throws IOException {
        try {
            return URI.create("http://127.0.0.1:"
                    + Files.readString(state.resolve("port")).strip() + "/v1");
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean answers(URI url) {
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            return http.call(new HttpGet(url.resolve("/admin/health")), ANSWER, LONGEST_ANSWER)
                            .status()
                    == HttpStatus.SC_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** While no process serves the state, serve it: the provider is only away for a moment, and every worker asks again. */
    private void watch() {
        while (!closed) {
            pause(POLL_INTERVAL);
            Process running = child;
            boolean served = running != null && running.isAlive() || answers(baseUrl);
            if (!closed && !served) {
                try {
                    serve();
                } catch (IOException e) {
                    // Tried again at the next look; the film says meanwhile that its provider is away.
                    continue;
                }
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        Process running = child;
        if (running != null) {
            running.destroy();
            try {
                running.waitFor(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.destroyForcibly();
        }
    }
}
