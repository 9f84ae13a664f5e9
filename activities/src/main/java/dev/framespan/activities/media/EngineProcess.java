package dev.framespan.activities.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.media.engine.EngineMain;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.EngineReply;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.workflows.payload.Payloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A child JVM that has FFmpeg loaded and does one job at a time. It ends with its standard input. */
final class EngineProcess {
    private static final ObjectMapper JSON = Payloads.json();
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "SystemRoot", "USERPROFILE");
    private static final int KEPT_LINES = 20;

    private final Process process;
    private final BlockingQueue<Optional<EngineReply>> answers = new LinkedBlockingQueue<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private final Thread errorReader;

    private EngineProcess(Process process) {
        this.process = process;
        listen("engine-answers", process.getInputStream(), this::answered, () -> answers.add(Optional.empty()));
        this.errorReader = listen("engine-errors", process.getErrorStream(), this::complained, () -> {});
    }

    static EngineProcess start(int threads) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(EngineCommand.of(EngineMain.class, threads));
        builder.directory(Path.of(System.getProperty("java.io.tmpdir")).toFile());
        Map<String, String> environment = builder.environment();
        // Keys of the provider and of the store are in the environment; what parses strangers' files gets none of it.
        environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name));
        return new EngineProcess(builder.start());
    }

    long pid() {
        return process.pid();
    }

    /**
     * @param maxSilence longest time without a sign of progress
     * @return the answer that ended the job
     * @throws EngineCrashedException when the process ended or went silent; it is of no use any more
     */
    EngineReply ask(EngineJob job, ProgressListener progress, Duration maxSilence)
            throws InterruptedException, JsonProcessingException {
        send(JSON.writeValueAsString(job));
        double fraction = 0;
        long moved = System.nanoTime();
        while (true) {
            Optional<EngineReply> answer = answers.poll(1, TimeUnit.SECONDS);
            if (answer == null) {
                if (System.nanoTime() - moved > maxSilence.toNanos()) {
                    throw new EngineCrashedException("the media engine made no progress for " + maxSilence.toSeconds()
                            + " s and was stopped" + complaint());
                }
            } else if (answer.isEmpty()) {
                throw new EngineCrashedException("the media engine's process ended in the middle of a job" + end());
            } else if (answer.get().kind() != EngineReply.Kind.PROGRESS) {
                return answer.get();
            } else {
                fraction = answer.get().fraction();
                moved = System.nanoTime();
            }
            progress.at(fraction);
        }
    }

    private void send(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            // The process has ended: the answers' end says so to the thread that waits for them.
            answers.add(Optional.empty());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String end() throws InterruptedException {
        errorReader.join(1000);
        boolean ended = process.waitFor(1, TimeUnit.SECONDS);
        return (ended ? " (exit code " + process.exitValue() + ")" : "") + complaint();
    }

    private String complaint() {
        synchronized (errors) {
            return errors.isEmpty() ? "" : ": " + String.join(" | ", errors);
        }
    }

    private void answered(String line) {
        try {
            answers.add(Optional.of(JSON.readValue(line, EngineReply.class)));
        } catch (JsonProcessingException e) {
            complained(line);
        }
    }

    private void complained(String line) {
        // A JVM that crashes says so in a comment.
        String said = line.replaceFirst("^#\\s*", "");
        if (said.isBlank()) {
            return;
        }
        synchronized (errors) {
            errors.addLast(said);
            if (errors.size() > KEPT_LINES) {
                errors.removeFirst();
            }
        }
    }

    private static Thread listen(String name, InputStream stream, Consumer<String> line, Runnable end) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        reader.lines().forEach(line);
                    } catch (IOException | java.io.UncheckedIOException e) {
                        line.accept("(" + e.getMessage() + ")");
                    } finally {
                        end.run();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
