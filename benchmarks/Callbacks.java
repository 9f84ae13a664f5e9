import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Has a worker make stills, one generation each, and says how long after the provider's own end of a task its generation heard of it, how often
 * it was asked, and how many events that took.
 *
 * <p>{@code java -cp 'starter/target/quarkus-app/lib/main/*' benchmarks/Callbacks.java 127.0.0.1:7233 http://127.0.0.1:8080/v1 STORE-ID calls 200}
 */
public final class Callbacks {
    private Callbacks() {}

    public static void main(String[] arguments) throws Exception {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        WorkIdentity identity = new WorkIdentity(arguments[2], "loopback");
        String name = arguments[3];
        int number = Integer.parseInt(arguments[4]);
        URI ledger = URI.create(arguments[1]).resolve("/admin/ledger");

        // One alone shows the worker that calls arrive.
        make(client, identity, name + "-first", 1);
        long before = polls(ledger(ledger));
        List<String> generations = make(client, identity, name, number);

        Map<String, Long> heard = new HashMap<>();
        int events = 0;
        for (String generation : generations) {
            List<HistoryEvent> history = client.fetchHistory(generation).getEvents();
            events += history.size();
            read(history, heard);
        }
        JsonNode after = ledger(ledger);
        List<Long> lags = new ArrayList<>();
        for (JsonNode entry : after.path("entries")) {
            Long at = heard.get(entry.path("task_id").asText());
            if (at != null) {
                lags.add(at - entry.path("completed_at").asLong());
            }
        }
        Collections.sort(lags);
        System.out.printf("%-10s generations                     %d%n", name, lags.size());
        System.out.printf(
                "%-10s lag, mean, median, worst         %.2f s, %.2f s, %.2f s (mean at most 0.3 s with calls)%n",
                name,
                lags.stream().mapToLong(Long::longValue).average().orElse(0) / 1000,
                lags.get(lags.size() / 2) / 1000.0,
                lags.get(lags.size() - 1) / 1000.0);
        System.out.printf(
                "%-10s status calls a task              %.2f (at most 3 with calls)%n",
                name,
                (polls(after) - before) / (double) number);
        System.out.printf("%-10s events a generation, child alone %.1f%n", name, events / (double) number);
        System.exit(0);
    }

    private static List<String> make(WorkflowClient client, WorkIdentity identity, String name, int number)
            throws Exception {
        List<WorkflowStub> stubs = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            GenerationRequest request = GenerationRequest.of(
                            "doubao-seedream-4.0", Action.GENERATE, Prompt.of(name + " wave " + i))
                    .aspectRatio("16:9")
                    .resolution("1K")
                    .build();
            WorkflowStub stub = client.newUntypedWorkflowStub(
                    GenerationWorkflow.TYPE,
                    WorkflowOptions.newBuilder()
                            .setWorkflowId("callbacks/" + name + "/" + i)
                            .setTaskQueue(TaskQueues.of(identity).films())
                            .build());
            stub.start(new Purchase("callbacks-" + name, "run", "k" + i, request, identity), 0);
            stubs.add(stub);
        }
        List<String> ids = new ArrayList<>();
        for (WorkflowStub stub : stubs) {
            stub.getResult(10, TimeUnit.MINUTES, Take.class);
            ids.add(stub.getExecution().getWorkflowId());
        }
        return ids;
    }

    private static void read(List<HistoryEvent> history, Map<String, Long> heard) {
        Map<Long, String> awaiting = new HashMap<>();
        for (HistoryEvent event : history) {
            if (event.hasActivityTaskScheduledEventAttributes()
                    && event.getActivityTaskScheduledEventAttributes()
                            .getActivityType()
                            .getName()
                            .equals("Await")) {
                ProviderTask task = Payloads.converter()
                        .fromPayload(
                                event.getActivityTaskScheduledEventAttributes()
                                        .getInput()
                                        .getPayloads(0),
                                ProviderTask.class,
                                ProviderTask.class);
                awaiting.put(event.getEventId(), task.task());
            } else if (event.hasActivityTaskCompletedEventAttributes()) {
                String task = awaiting.get(
                        event.getActivityTaskCompletedEventAttributes().getScheduledEventId());
                if (task != null) {
                    heard.put(
                            task,
                            event.getEventTime().getSeconds() * 1000
                                    + event.getEventTime().getNanos() / 1_000_000);
                }
            }
        }
    }

    private static JsonNode ledger(URI address) throws Exception {
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static long polls(JsonNode ledger) {
        long polls = 0;
        for (JsonNode entry : ledger.path("entries")) {
            polls += entry.path("polls").asLong();
        }
        return polls;
    }
}
