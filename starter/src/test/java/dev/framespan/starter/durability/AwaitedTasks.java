package dev.framespan.starter.durability;

import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When films heard of the end of each of their tasks, as the server's histories tell it. */
final class AwaitedTasks {
    private static final String AWAIT = "Await";

    private final Map<String, Instant> heard = new HashMap<>();
    private int generations;
    private int events;

    private AwaitedTasks() {}

    /** @param film the id of its workflow */
    static AwaitedTasks ofFilm(WorkflowClient client, String film) {
        return of(
                client,
                client.fetchHistory(film).getEvents().stream()
                        .filter(HistoryEvent::hasChildWorkflowExecutionStartedEventAttributes)
                        .map(event -> event.getChildWorkflowExecutionStartedEventAttributes()
                                .getWorkflowExecution()
                                .getWorkflowId())
                        .toList());
    }

    /** @param generations the ids of their workflows */
    static AwaitedTasks of(WorkflowClient client, List<String> generations) {
        AwaitedTasks awaited = new AwaitedTasks();
        for (String generation : generations) {
            List<HistoryEvent> history = client.fetchHistory(generation).getEvents();
            awaited.generations++;
            awaited.events += history.size();
            awaited.read(history);
        }
        return awaited;
    }

    private void read(List<HistoryEvent> child) {
        Map<Long, String> awaiting = new HashMap<>();
        for (HistoryEvent event : child) {
            if (event.hasActivityTaskScheduledEventAttributes()) {
                var scheduled = event.getActivityTaskScheduledEventAttributes();
                if (scheduled.getActivityType().getName().equals(AWAIT)) {
                    ProviderTask task = Payloads.converter()
                            .fromPayload(scheduled.getInput().getPayloads(0), ProviderTask.class, ProviderTask.class);
                    awaiting.put(event.getEventId(), task.task());
                }
            } else if (event.hasActivityTaskCompletedEventAttributes()) {
                heard(
                        awaiting.get(
                                event.getActivityTaskCompletedEventAttributes().getScheduledEventId()),
                        event);
            } else if (event.hasActivityTaskFailedEventAttributes()) {
                heard(awaiting.get(event.getActivityTaskFailedEventAttributes().getScheduledEventId()), event);
            }
        }
    }

    private void heard(String task, HistoryEvent event) {
        if (task != null) {
            heard.put(
                    task,
                    Instant.ofEpochSecond(
                            event.getEventTime().getSeconds(),
                            event.getEventTime().getNanos()));
        }
    }

    /** How long after the provider's own end of each. */
    List<Duration> lags(SimulatedProvider provider) {
        List<Duration> lags = new ArrayList<>();
        provider.ledger().path("entries").forEach(entry -> {
            Instant known = heard.get(entry.path("task_id").asText());
            if (known != null) {
                lags.add(Duration.between(
                        Instant.ofEpochMilli(entry.path("completed_at").asLong()), known));
            }
        });
        return lags;
    }

    static Duration mean(List<Duration> lags) {
        return lags.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(Math.max(1, lags.size()));
    }

    /** Without those of a film. */
    double eventsEach() {
        return (double) events / generations;
    }
}
