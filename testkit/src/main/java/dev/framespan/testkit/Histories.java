package dev.framespan.testkit;

import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.metadata.POJOWorkflowImplMetadata;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What workflows have left in Temporal's memory, replayed with today's code: whoever changes a workflow learns before it is shipped whether those that run
 * can go on with it. {@code framespan history FILM > film.json} writes one down, and so does {@link #write(WorkflowRun, Path)}.
 *
 * <pre>{@code
 * @Test
 * void runningVideosGoOnWithThisVersion() {
 *     Histories.replay(MusicVideoImpl.class, Path.of("src/test/resources/histories"));
 * }
 * }</pre>
 */
public final class Histories {
    private static final String JSON = ".json";
    private static final String COMPRESSED = ".json.gz";
    /** The id that every run has in a replay: workflow ids of notices have the run's in them. */
    private static final String RUN_OF_REPLAY = "run_id_in_replay";

    private static final Pattern DIFFERS =
            Pattern.compile("doesn't match event EVENT_TYPE_(?<type>\\w+) with EventId=(?<event>\\d+)"
                    + " on check (?<what>\\w+) with an expected value '(?<now>.*?)' and an actual value '(?<was>.*?)'");
    private static final Pattern NAMED = Pattern.compile(".*\\[TMPRL1100] (?<why>.*?)(?= \\{Workflow|\n|$)");

    private static final Duration DEADLOCK = Duration.ofMinutes(1);

    private Histories() {}

    /**
     * Replays every history of a folder: each {@code *.json}, as it is or compressed, {@code *.json.gz}, in it and in its folders.
     *
     * @param implementation of the workflow whose histories they are
     * @param folder that has one or more
     * @throws AssertionError where one does not replay, is of another workflow, or there is none; it names the file and what differs
     * @throws UncheckedIOException where a file cannot be read
     */
    public static void replay(Class<?> implementation, Path folder) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw new AssertionError(folder + " has no history to replay: write one with framespan history FILM > "
                    + folder.resolve("film.json"));
        }
        try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
            Worker worker = server.newWorker(
                    "replay",
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                            .build());
            worker.registerWorkflowImplementationTypes(implementation);
            files.forEach(file -> replay(implementation, file, worker));
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(JSON) || file.toString().endsWith(COMPRESSED))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    private static void replay(Class<?> implementation, Path file, Worker worker) {
        WorkflowExecutionHistory history = read(file);
        String type = started(history).getWorkflowType().getName();
        POJOWorkflowImplMetadata known = POJOWorkflowImplMetadata.newInstance(implementation);
        if (known.getWorkflowMethods().stream()
                .noneMatch(method -> method.getName().equals(type))) {
            throw new AssertionError(file + " is the history of a workflow " + type + ", which "
                    + implementation.getSimpleName() + " is not");
        }
        try {
            WorkflowReplayer.replayWorkflowExecution(history, worker);
        } catch (Exception e) {
            throw new AssertionError(
                    file + " does not replay with " + implementation.getSimpleName() + ": " + difference(e)
                            + "; let running workflows go on as they began (Workflow.getVersion)",
                    e);
        }
    }

    /** What Temporal says of it on its many lines, in a few words. */
    static String difference(Throwable failure) {
        String said = String.valueOf(RootCause.message(failure));
        Matcher differs = DIFFERS.matcher(said);
        if (differs.find()) {
            return "at event " + differs.group("event") + ", " + differs.group("type") + ", the "
                    + differs.group("what") + " was " + differs.group("was") + ", and is now " + differs.group("now");
        }
        Matcher named = NAMED.matcher(said);
        return (named.find() ? named.group("why") : said.lines().findFirst().orElse("")).replaceFirst("\\.$", "");
    }

    /**
     * Reads a history as {@code framespan history} and {@link #write(WorkflowRun, Path)} write it.
     *
     * @param file {@code *.json} or {@code *.json.gz}
     * @return to be replayed
     * @throws UncheckedIOException where it cannot be read
     * @throws AssertionError where it is no history
     */
    public static WorkflowExecutionHistory read(Path file) {
        String json;
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            json = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        try {
            return ofReplay(WorkflowExecutionHistory.fromJson(json));
        } catch (RuntimeException e) {
            throw new AssertionError(file + " is no history of a workflow as framespan history writes it", e);
        }
    }

    /** The same under the id that its run has in a replay. */
    static WorkflowExecutionHistory ofReplay(WorkflowExecutionHistory history) {
        String run = "/" + started(history).getOriginalExecutionRunId();
        // Most have none, and JSON is slow where all else is bytes.
        if (run.length() == 1 || !has(history, run)) {
            return history;
        }
        return WorkflowExecutionHistory.fromJson(
                history.toJson(false).replace(run, "/" + RUN_OF_REPLAY),
                history.getWorkflowExecution().getWorkflowId());
    }

    private static boolean has(WorkflowExecutionHistory history, String word) {
        return new String(history.getHistory().toByteArray(), StandardCharsets.ISO_8859_1).contains(word);
    }

    private static WorkflowExecutionStartedEventAttributes started(WorkflowExecutionHistory history) {
        return history.getEvents().get(0).getWorkflowExecutionStartedEventAttributes();
    }

    /**
     * Writes down what a workflow has left until now, for {@link #replay}. Nothing is written over: a history stands for the code that left it.
     *
     * @param run of a test
     * @param file {@code *.json}, or {@code *.json.gz} to compress it
     * @throws UncheckedIOException where it is there already, or cannot be written
     */
    public static void write(WorkflowRun<?> run, Path file) {
        write(run.workflowId(), run.history(), file);
    }

    /**
     * Writes a history down, for {@link #replay}. Nothing is written over: a history stands for the code that left it.
     *
     * @param workflow its id, which a test server leaves out of it
     * @param history of one run
     * @param file {@code *.json}, or {@code *.json.gz} to compress it
     * @throws UncheckedIOException where it is there already, or cannot be written
     */
    public static void write(String workflow, WorkflowExecutionHistory history, Path file) {
        byte[] json = named(workflow, history).toJson(true).getBytes(StandardCharsets.UTF_8);
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            try (OutputStream out = Files.newOutputStream(Files.createFile(file));
                    OutputStream text = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out) {
                text.write(json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static WorkflowExecutionHistory named(String workflow, WorkflowExecutionHistory history) {
        History.Builder events = history.getHistory().toBuilder();
        HistoryEvent started = events.getEvents(0);
        WorkflowExecutionStartedEventAttributes attributes =
                started.getWorkflowExecutionStartedEventAttributes().toBuilder()
                        .setWorkflowId(workflow)
                        .build();
        events.setEvents(
                0,
                started.toBuilder()
                        .setWorkflowExecutionStartedEventAttributes(attributes)
                        .build());
        return new WorkflowExecutionHistory(events.build(), workflow);
    }
}
