package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that host some of the queues each make a film together. */
@Tag("long")
class DividedWorkersIT {
    @TempDir
    Path folder;

    @Test
    void oneWorkerBuysAndAnotherWithoutAKeyEncodes() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "10");
                Program buyer = setup.workerOf("films,submit,await,fetch");
                Program render = setup.render()) {
            assertThat(render.awaitLine(line -> line.contains("no worker hosts"), ServerSetup.PATIENCE))
                    .contains("no worker hosts the queue media: start one with framespan worker --queues media,");
            try (Program encoder = withoutKey(setup, "media,assemble")) {
                assertThat(encoder.err())
                        .anyMatch(line ->
                                line.contains("worker ready") && line.endsWith(", queues media and assemble alone"))
                        .noneMatch(line -> line.contains("asset port") || line.contains("realm"));
                render.assertEnds(0, ServerSetup.PATIENCE, buyer, encoder);

                assertThat(workersOfQueues(setup))
                        .isEqualTo(Map.of(
                                "films", Set.of(buyer.pid()),
                                "submit", Set.of(buyer.pid()),
                                "await", Set.of(buyer.pid()),
                                "fetch", Set.of(buyer.pid()),
                                "media", Set.of(encoder.pid()),
                                "assemble", Set.of(encoder.pid())));
            }
            setup.assertPaidOnce();
            setup.assertWhole();
        }
    }

    @Test
    void whereNoWorkerBeginsFilmsRenderSaysWhichQueueIsMissing() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "10");
                Program encoder = withoutKey(setup, "media,assemble");
                Program render = setup.render()) {
            render.assertEnds(1, ServerSetup.PATIENCE, encoder);

            assertThat(render.err())
                    .anyMatch(
                            line -> line.contains("hosts the queue films") && line.contains("--queues films, or one"));
        }
    }

    private static Program withoutKey(ServerSetup setup, String queues) {
        return ServerSetup.ready(new FramespanProgram(setup.folder)
                .with("FRAMESPAN_QUEUES", queues)
                .startWorker(setup.temporal.address()));
    }

    /** For each kind of queue the processes that have begun activities of it. */
    private static Map<String, Set<Long>> workersOfQueues(ServerSetup setup) {
        Map<String, Set<Long>> workers = new TreeMap<>();
        setup.temporal.use(client -> client.listExecutions("")
                .forEach(run -> addWorkers(client, run.getExecution().getWorkflowId(), workers)));
        return workers;
    }

    private static void addWorkers(WorkflowClient client, String workflow, Map<String, Set<Long>> workers) {
        Map<Long, String> queues = new HashMap<>();
        List<HistoryEvent> events = client.fetchHistory(workflow).getEvents();
        for (HistoryEvent event : events) {
            if (event.hasActivityTaskScheduledEventAttributes()) {
                String queue = event.getActivityTaskScheduledEventAttributes()
                        .getTaskQueue()
                        .getName();
                if (queue.startsWith("framespan-")) {
                    queues.put(event.getEventId(), queue.split("-")[1]);
                }
            } else if (event.hasActivityTaskStartedEventAttributes()) {
                String identity = event.getActivityTaskStartedEventAttributes().getIdentity();
                long scheduled = event.getActivityTaskStartedEventAttributes().getScheduledEventId();
                if (queues.containsKey(scheduled)) {
                    workers.computeIfAbsent(queues.get(scheduled), kind -> new TreeSet<>())
                            .add(Long.valueOf(identity.split("@")[0]));
                }
            }
        }
    }
}
