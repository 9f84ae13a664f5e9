import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has a worker wait for many tasks that last long, and says what that costs it: submissions a second, memory, threads, status calls.
 *
 * <p>{@code java -cp 'starter/target/quarkus-app/lib/main/*' benchmarks/Waiting.java 127.0.0.1:7233 http://127.0.0.1:8080/v1 STORE-ID NAME 10000 WORKER-PID}
 */
public final class Waiting {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long MINUTE = 60_000;

    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        URI ledger = URI.create(arguments[1]).resolve("/admin/ledger");
        WorkIdentity identity = new WorkIdentity(arguments[2], "loopback");
        String name = arguments[3];
        int number = Integer.parseInt(arguments[4]);
        Path process = Path.of("/proc", arguments[5]);

        long begun = System.currentTimeMillis();
        List<WorkflowStub> generations = start(client, identity, name, number);
        long next = 0;
        long last;
        for (last = 0; last < number; last = submitted(ledger)) {
            if (last >= next) {
                say(process, begun, last + " submitted");
                next = last + number / 10;
            }
            Thread.sleep(2_000);
        }
        double seconds = (System.currentTimeMillis() - begun) / 1000.0;
        say(process, begun, last + " submitted");
        System.out.printf("submissions a second, all of them             %.1f%n", number / seconds);

        long polls = polls(ledger);
        for (int minute = 1; minute <= 5; minute++) {
            Thread.sleep(MINUTE);
            long now = polls(ledger);
            say(process, begun, "waiting, " + (now - polls) / 60 + " status calls a second");
            polls = now;
        }
        for (WorkflowStub generation : generations) {
            try {
                generation.terminate("measured");
            } catch (WorkflowNotFoundException e) {
                System.out.println(generation.getExecution().getWorkflowId() + " has ended by itself");
            }
        }
        System.exit(0);
    }

    private static List<WorkflowStub> start(WorkflowClient client, WorkIdentity identity, String name, int number) {
        List<WorkflowStub> started = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            GenerationRequest request = GenerationRequest.of(
                            "doubao-seedream-4.0", Action.GENERATE, Prompt.of(name + " wave " + i))
                    .aspectRatio("16:9")
                    .resolution("1K")
                    .build();
            WorkflowStub stub = client.newUntypedWorkflowStub(
                    GenerationWorkflow.TYPE,
                    WorkflowOptions.newBuilder()
                            .setWorkflowId("waiting/" + name + "/" + i)
                            .setTaskQueue(TaskQueues.of(identity).films())
                            .build());
            stub.start(new Purchase("waiting-" + name, "run", "k" + i, request, identity), 0);
            started.add(stub);
        }
        return started;
    }

    private static void say(Path process, long begun, String what) throws Exception {
        long kilobytes;
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            kilobytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
        }
        long threads;
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            threads = tasks.count();
        }
        System.out.printf(
                "%5d s  %4d MB  %3d threads  %s%n",
                (System.currentTimeMillis() - begun) / 1000, kilobytes / 1024, threads, what);
    }

    private static long submitted(URI ledger) throws Exception {
        return entries(ledger).size();
    }

    private static long polls(URI ledger) throws Exception {
        long polls = 0;
        for (JsonNode entry : entries(ledger)) {
            polls += entry.path("polls").asLong();
        }
        return polls;
    }

    private static JsonNode entries(URI ledger) throws Exception {
        return new ObjectMapper()
                .readTree(HTTP.send(HttpRequest.newBuilder(ledger).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("entries");
    }
}
