import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.Map;

/**
 * Reads a film's event histories from a Temporal server and says what a generation costs in events and in bytes.
 *
 * <p>{@code java -cp 'starter/target/quarkus-app/lib/main/*' benchmarks/Generations.java 127.0.0.1:7233 FILM@STORE}, the id of the film's workflow
 */
public final class Generations {
    private Generations() {}

    public static void main(String[] arguments) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        WorkflowClient client = WorkflowClient.newInstance(stubs, WorkflowClientOptions.getDefaultInstance());
        List<HistoryEvent> film = client.fetchHistory(arguments[1]).getEvents();
        List<String> children = film.stream()
                .filter(HistoryEvent::hasChildWorkflowExecutionStartedEventAttributes)
                .map(event -> event.getChildWorkflowExecutionStartedEventAttributes()
                        .getWorkflowExecution()
                        .getWorkflowId())
                .toList();
        int events = 0;
        int most = 0;
        long largest = 0;
        for (String child : children) {
            List<HistoryEvent> history = client.fetchHistory(child).getEvents();
            events += history.size();
            most = Math.max(most, history.size());
            for (HistoryEvent event : history) {
                largest = Math.max(largest, largest(event));
            }
        }
        System.out.printf("generations                          %d%n", children.size());
        System.out.printf("events, child (mean, most)           %.1f, %d%n", (double) events / children.size(), most);
        System.out.printf("events, film                         %d%n", film.size());
        System.out.printf(
                "events a generation, child and film  %.1f (at most 40)%n",
                (double) (events + film.size()) / children.size());
        System.out.printf("largest payload of a generation      %d bytes (at most 4096)%n", largest);
        stubs.shutdownNow();
    }

    private static long largest(Message message) {
        if (message instanceof Payload payload) {
            return payload.getData().size();
        }
        long largest = 0;
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            Object value = field.getValue();
            List<?> values = value instanceof List<?> several ? several : List.of(value);
            for (Object each : values) {
                if (each instanceof Message inner) {
                    largest = Math.max(largest, largest(inner));
                }
            }
        }
        return largest;
    }
}
