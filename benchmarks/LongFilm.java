import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.MessageLite;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Waits for a long film, and says what it took: events and bytes of its histories, makespan, the worker's memory.
 *
 * <p>{@code java -cp 'starter/target/quarkus-app/lib/main/*' benchmarks/LongFilm.java 127.0.0.1:7233 FILM@STORE WORKER-PID http://127.0.0.1:8080/v1 50}
 */
public final class LongFilm {
    private LongFilm() {}

    public static void main(String[] arguments) throws Exception {
        WorkflowClient client = WorkflowClient.newInstance(
                WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                        .setTarget(arguments[0])
                        .build()),
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        String film = arguments[1];
        Path worker = Path.of("/proc", arguments[2], "status");
        WorkflowStub run = client.newUntypedWorkflowStub(film);
        long most = 0;
        while (isAtWork(run)) {
            most = Math.max(most, megabytes(worker));
            Thread.sleep(2_000);
        }
        System.out.printf("outcome                                         %s%n", run.getResult(FilmReport.class).outcome());
        measure(client, film);
        var told = run.describe();
        double seconds = (told.getCloseTime().toEpochMilli() - told.getStartTime().toEpochMilli()) / 1000.0;
        double least = leastSeconds(URI.create(arguments[3]).resolve("/admin/ledger"), Integer.parseInt(arguments[4]));
        System.out.printf("makespan, of the critical path                  %.0f s, %.2f × (at most 1.08)%n", seconds, seconds / least);
        System.out.printf("worker's memory at most                         %d MB (less than 600)%n", most);
        System.exit(0);
    }

    private static boolean isAtWork(WorkflowStub run) {
        try {
            return run.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (RuntimeException e) {
            // A server with much to do answers later.
            return true;
        }
    }

    private static void measure(WorkflowClient client, String film) {
        Deque<String> open = new ArrayDeque<>(List.of(film));
        long events = 0;
        int generations = 0;
        int largest = 0;
        long bytes = 0;
        while (!open.isEmpty()) {
            String id = open.remove();
            List<HistoryEvent> history = client.fetchHistory(id).getEvents();
            events += history.size();
            largest = Math.max(largest, history.size());
            bytes = Math.max(
                    bytes, history.stream().mapToLong(MessageLite::getSerializedSize).sum());
            for (HistoryEvent event : history) {
                if (event.hasStartChildWorkflowExecutionInitiatedEventAttributes()) {
                    var child = event.getStartChildWorkflowExecutionInitiatedEventAttributes();
                    open.add(child.getWorkflowId());
                    generations += child.getWorkflowType().getName().equals(GenerationWorkflow.TYPE) ? 1 : 0;
                }
            }
        }
        System.out.printf("events of the largest history                   %d (less than 2,000)%n", largest);
        System.out.printf("bytes of the largest history                    %d (less than 2,000,000)%n", bytes);
        System.out.printf("events a generation, film and scenes included   %.1f (at most 40)%n", events / (double) generations);
    }

    /** No film can be faster than all its tasks by the permits, nor than the slowest keyframe and the clip that begins with it. */
    private static double leastSeconds(URI ledger, int permits) throws Exception {
        double sum = 0;
        Map<String, Double> shots = new HashMap<>();
        for (JsonNode entry : new ObjectMapper().readTree(ledger.toURL()).path("entries")) {
            double millis = entry.path("completed_at").asDouble() - entry.path("created_at").asDouble();
            sum += millis;
            String prompt = entry.path("prompt").asText();
            shots.merge(prompt.substring(prompt.lastIndexOf(' ')), millis, Double::sum);
        }
        double slowest = shots.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return Math.max(sum / permits, slowest) / 1000;
    }

    private static long megabytes(Path status) throws Exception {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / 1024;
        }
    }
}
