package dev.framespan.simulator.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.fault.Effect;
import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.fault.InjectedFaults;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.task.Job;
import dev.framespan.simulator.task.TaskState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Posts a finished task to its {@code callback_url}: three attempts, then never again. */
public final class Callbacks {
    private static final int ATTEMPTS = 3;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Function<Job, JsonNode> body;
    private final InjectedFaults faults;

    /**
     * @param body what is posted: the same as a status call answers
     * @param faults strike callbacks, too
     */
    public Callbacks(Function<Job, JsonNode> body, InjectedFaults faults) {
        this.body = body;
        this.faults = faults;
    }

    boolean wanted(Job job, TaskState state) {
        List<String> events = job.order().callback().events();
        return !job.order().callback().url().isEmpty()
                && (events.isEmpty() || events.contains(state.word()) || events.contains("task." + state.word()));
    }

    /** @return how many calls were answered with success */
    int post(Job job, TaskState state) throws InterruptedException {
        Order order = job.order();
        Optional<InjectedFault> fault = faults.take(
                InjectedFault.Point.callback,
                new InjectedFault.Subject(order.prompt(), order.model().id(), order.action()));
        if (fault.isPresent()) {
            boolean names = fault.get().effect() == Effect.DELAY;
            Thread.sleep(fault.get().delayMillis() + (names ? fault.get().number() : 0));
        }
        Effect effect = fault.map(InjectedFault::effect).orElse(null);
        if (effect == Effect.DROP) {
            return 0;
        }
        int delivered = send(job, state);
        if (effect == Effect.REPEAT) {
            delivered += send(job, state);
        }
        return delivered;
    }

    private int send(Job job, TaskState state) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(job.order().callback().url()))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("X-Event", "task." + state.word())
                .POST(HttpRequest.BodyPublishers.ofString(body.apply(job).toString()))
                .build();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300) {
                    return 1;
                }
            } catch (IOException unreachable) {
                // as the provider: a caller that misses a callback asks for the status
            }
            Thread.sleep(500L * attempt);
        }
        return 0;
    }
}
