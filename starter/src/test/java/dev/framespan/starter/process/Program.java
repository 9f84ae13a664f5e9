package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program as a child process: what it says is kept, it can be waited for, and it can be killed. Ends with its test. */
public final class Program implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final Instant started = Instant.now();
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private volatile Instant firstWord;

    private Program(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        read(process.getInputStream(), out);
        read(process.getErrorStream(), err);
    }

    /**
     * Starts a program, its input closed.
     *
     * @param environment variables added to this process's; an empty one is taken away
     */
    public static Program start(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        try {
            Program program = new Program(command, builder.start());
            program.process.getOutputStream().close();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a line on either stream is as wanted, and returns it. */
    public String awaitLine(Predicate<String> wanted, Duration patience) {
        Instant until = Instant.now().plus(patience);
        while (true) {
            boolean over = !process.isAlive() && readers.stream().noneMatch(Thread::isAlive);
            for (List<String> lines : List.of(out, err)) {
                for (String line : lines) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
            }
            if (over || Instant.now().isAfter(until)) {
                throw new AssertionError("the line did not come; " + this);
            }
            pause();
        }
    }

    /** Waits until a {@code render --json} says that a keyframe or shot is at a step. */
    public void awaitStep(String id, String step, Duration patience) {
        awaitLine(
                line -> line.contains("\"id\":\"" + id + "\"") && line.contains("\"doing\":\"" + step + "\""),
                patience);
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end; the exit code. */
    public int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it did not end within " + patience + "; " + this);
            }
            for (Thread reader : readers) {
                reader.join(5_000);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Waits for its end with an exit code.
     *
     * @param besides what else is shown where it ends otherwise
     */
    public void assertEnds(int exitCode, Duration patience, Program... besides) {
        assertThat(awaitEnd(patience))
                .as(this + Stream.of(besides).map(other -> "\n" + other).collect(Collectors.joining()))
                .isEqualTo(exitCode);
    }

    /** As {@code kill -9}: nothing in it can object. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** As Ctrl-C. */
    public void interrupt() {
        signal("INT");
    }

    /** @param name such as {@code TERM} */
    public void signal(String name) {
        signal(name, process.pid());
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To it and to every process that it has started, as a terminal does on Ctrl-C. */
    public void signalAll(String name) {
        List<ProcessHandle> all = children();
        signal(name);
        all.forEach(child -> signal(name, child.pid()));
    }

    /** The processes that it has started, and those that they have. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** How many threads it holds, where the system says so in {@code /proc}. */
    public int threads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return (int) threads.count();
        }
    }

    public List<String> out() {
        return List.copyOf(out);
    }

    public List<String> err() {
        return List.copyOf(err);
    }

    /** How long it took to say anything. */
    public Duration untilFirstWord() {
        return Duration.between(started, firstWord);
    }

    @Override
    public void close() {
        List<ProcessHandle> children = children();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nout:\n" + String.join("\n", out) + "\nerr:\n" + String.join("\n", err);
    }

    private void read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (firstWord == null) {
                        firstWord = Instant.now();
                    }
                    lines.add(line);
                }
            } catch (IOException e) {
                // It was killed in the middle of a word.
                return;
            }
        });
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
