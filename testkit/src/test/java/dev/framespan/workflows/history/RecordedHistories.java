package dev.framespan.workflows.history;

import dev.framespan.testkit.Histories;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Histories of workflows as earlier builds left them, as JSON: a folder for each day on which some were recorded, and those of the first
 * builds in no folder. They stand for the builds that recorded them, and are never written again.
 */
final class RecordedHistories {
    /** Names another folder than the day's. */
    private static final String FOLDER = "histories";

    /** The id that every run has in a replay. */
    private static final String RUN_OF_REPLAY = "run_id_in_replay";

    private RecordedHistories() {}

    /** All of them, as {@code film} and {@code 2026-11-27/film}. */
    static List<String> names() throws IOException {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> root.relativize(file).toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Those of the last folder. */
    static List<String> latest() throws IOException {
        List<String> inFolders =
                names().stream().filter(name -> name.contains("/")).toList();
        String folder = folder(inFolders.get(inFolders.size() - 1));
        return inFolders.stream().filter(name -> folder(name).equals(folder)).toList();
    }

    private static String folder(String name) {
        return name.substring(0, name.indexOf('/') + 1);
    }

    static WorkflowExecutionHistory read(String name) throws IOException {
        String json = Files.readString(root().resolve(name + ".json"));
        WorkflowExecutionStartedEventAttributes started =
                WorkflowExecutionHistory.fromJson(json).getEvents().get(0).getWorkflowExecutionStartedEventAttributes();
        // Earlier servers left a workflow's id out of its history. The ids of children begin with their parent's.
        String id = Optional.of(started.getWorkflowId())
                .filter(given -> !given.isEmpty())
                .orElse(name.startsWith("film") ? "day" : "day/1/rise");
        // A replay is another run, and the workflow ids of notices have the run's in them.
        String run = started.getOriginalExecutionRunId();
        return WorkflowExecutionHistory.fromJson(
                run.isEmpty() ? json : json.replace("/" + run, "/" + RUN_OF_REPLAY), id);
    }

    /**
     * Writes one down, for this build.
     *
     * @throws FileAlreadyExistsException where the folder has one of this name
     */
    static void write(String name, String workflow, WorkflowExecutionHistory history) throws IOException {
        String named = System.getProperty(FOLDER, LocalDate.now(ZoneOffset.UTC).toString());
        Path file = Path.of("src", "test", "resources", "histories", named, name + ".json");
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(
                    file.toString(),
                    null,
                    "it stands for the build that recorded it; name another folder with -D" + FOLDER + "=NAME");
        }
        Histories.write(workflow, history, file);
    }

    private static Path root() {
        try {
            return Path.of(RecordedHistories.class.getResource("/histories").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
