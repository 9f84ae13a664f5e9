package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.FilmOutcome;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film begun with a version whose messages and queues carried no identity is finished by this one, and paid for once. */
@Tag("long")
class EarlierFilmIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void aFilmBegunOnTheQueuesOfBeforeIsFinishedThere() throws Exception {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Asset plan = plan(store);
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            WorkflowServiceStubs service = WorkflowServiceStubs.newConnectedServiceStubs(
                    WorkflowServiceStubsOptions.newBuilder()
                            .setTarget(temporal.address())
                            .build(),
                    PATIENCE);
            try {
                WorkflowStub film = begun(service, store, plan);
                try (Program worker = new FramespanProgram(folder)
                        .with("KLING_BASE_URL", provider.url())
                        .with("KLING_API_KEY", "test-key")
                        .start("worker", "--temporal", temporal.address(), "--store", "store")) {
                    FilmReport report = film.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, FilmReport.class);

                    assertThat(report.outcome()).as(worker.toString()).isEqualTo(FilmOutcome.DONE);
                    assertThat(store.has(report.film())).isTrue();
                }
                assertThat(provider.charges()).hasSize(1);
            } finally {
                service.shutdownNow();
            }
        }
    }

    private static WorkflowStub begun(WorkflowServiceStubs service, DirectoryStore store, Asset plan) {
        WorkflowClient client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        FilmWorkflow film = client.newWorkflowStub(
                FilmWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId("film")
                        .setTaskQueue(TaskQueues.FILMS)
                        .setMemo(Map.of("plan", plan.sha256()))
                        .setWorkflowExecutionTimeout(PATIENCE)
                        .build());
        WorkflowClient.start(film::make, new FilmInput("film", store.id(), plan, null));
        return WorkflowStub.fromTyped(film);
    }

    private static Asset plan(DirectoryStore store) throws IOException {
        GenerationRequest gull = GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.of("a gull"))
                .aspectRatio("16:9")
                .resolution("720p")
                .seconds(3)
                .build();
        Plan plan =
                new Plan("film", "film", 1280, 720, null, List.of(), List.of(Plan.Shot.of("gull", null, null, gull)));
        byte[] json = Payloads.json().writeValueAsBytes(plan);
        Asset kept = store.keep(new ByteArrayInputStream(json), json.length, MediaType.JSON);
        new FilmFolder(store)
                .begin(new FilmFolder.Beginning(
                        "film", "film", "film.yaml", kept, 1, new BigDecimal("0.2142"), Instant.now()));
        return kept;
    }
}
