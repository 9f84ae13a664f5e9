package dev.framespan.workflows.history;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.testing.Plans;
import dev.framespan.workflows.testing.WorkflowTestServer;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Records the histories that {@link ReplayTest} replays, after a change that is meant to change them:
 *
 * <pre>{@code
 * mvn -q -pl workflows test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.framespan.workflows.history.HistoryRecorder -Dexec.args=workflows/src/test/resources/histories
 * }</pre>
 *
 * {@code film}, {@code generation}, {@code generation-out-of-time}, {@code film-over-its-budget} and {@code
 * generation-that-waited-for-a-day} are of versions that are gone, and are never recorded again.
 */
public final class HistoryRecorder {
    private HistoryRecorder() {}

    /** @param arguments the folder to write to */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            server.film(new Plans()
                    .keyframe("dawn")
                    .keyframe("dusk")
                    .shot("rise", "dawn", "dusk")
                    .shot("set", "dusk", null)
                    .shot("gull", null, null)
                    .film("day"));
            Files.writeString(
                    folder.resolve("film-of-a-realm.json"),
                    server.history("day").toJson(true));
            Files.writeString(
                    folder.resolve("generation-of-a-realm.json"),
                    server.history("day/1/rise").toJson(true));
        }
        recordLimits(folder);
    }

    /** One shot waits for the next day, and one until another that fails makes room in the budget. */
    private static void recordLimits(Path folder) throws IOException {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            server.submit("gull", (purchase, waits, call) -> {
                if (call > 1) {
                    return SubmitResult.running(WorkflowTestServer.task(purchase));
                }
                throw Stop.of(FailureKind.BUDGET, purchase, "the budget of 5 USD is used up")
                        .costing(BigDecimal.ONE)
                        .failure();
            });
            server.submit(
                    "set",
                    (purchase, waits, call) -> call > 1
                            ? SubmitResult.running(WorkflowTestServer.task(purchase))
                            : SubmitResult.nextDay(
                                    Duration.ofMinutes(10), "the day's limit is reached", BigDecimal.ONE));
            server.await("rise", (task, call) -> {
                WorkflowTestServer.until(
                        () -> server.history("day").toJson(false).contains("used up"));
                throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
            });
            server.start(new Plans().shots("rise", "gull", "set").film("day"), new BigDecimal("5"));
            server.result("day");
            Files.writeString(
                    folder.resolve("film-under-limits.json"),
                    server.history("day").toJson(true));
            String first = server.history("day").getEvents().stream()
                    .filter(HistoryEvent::hasChildWorkflowExecutionFailedEventAttributes)
                    .map(event -> event.getChildWorkflowExecutionFailedEventAttributes()
                            .getWorkflowExecution())
                    .filter(child -> child.getWorkflowId().equals("day/1/set"))
                    .map(WorkflowExecution::getRunId)
                    .findFirst()
                    .orElseThrow();
            Files.writeString(
                    folder.resolve("generation-that-ended-for-today.json"),
                    server.client().fetchHistory("day/1/set", first).toJson(true));
        }
    }
}
