package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.jars.BuiltJar;
import dev.framespan.worker.jars.WorkflowJar;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.account.PermitActivity;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.terms.TermsActivity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of which queues, and under which version, work is asked for; no server is. */
class QueueWorkersTest {
    private static final TaskQueues QUEUES = TaskQueues.of(new WorkIdentity("store", "example.org"));
    private static final Account ACCOUNT = new Account("example.org", "studio");

    private static final List<String> ALL = List.of(
            QUEUES.films(),
            QUEUES.submit(),
            QUEUES.await(),
            QUEUES.fetch(),
            QUEUES.media(),
            QUEUES.assemble(),
            TaskQueues.nearby(QUEUES.media(), "m"),
            TaskQueues.nearby(QUEUES.assemble(), "m"),
            ACCOUNT.workflowId());

    private final WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());

    @AfterEach
    void close() {
        service.shutdownNow();
    }

    @Test
    void aVersionCountsForEveryQueueAndFilmsGoOnWithTheCurrentOne() {
        assertThat(deployments(Optional.of(new WorkerDeploymentVersion("framespan", "1.4.0"))))
                .hasSize(ALL.size())
                .allSatisfy(options -> {
                    assertThat(options.isUsingVersioning()).isTrue();
                    assertThat(options.getVersion()).isEqualTo(new WorkerDeploymentVersion("framespan", "1.4.0"));
                    assertThat(options.getDefaultVersioningBehavior()).isEqualTo(VersioningBehavior.AUTO_UPGRADE);
                });
    }

    @Test
    void withoutOneWorkersAreNotVersioned() {
        assertThat(deployments(Optional.empty())).hasSize(ALL.size()).containsOnlyNulls();
    }

    @Test
    void queuesThatAreNotNamedAreNotPolled() {
        assertThat(polled(HostedQueues.parse("media,assemble")))
                .containsExactlyInAnyOrder(
                        QUEUES.media(),
                        QUEUES.assemble(),
                        TaskQueues.nearby(QUEUES.media(), "m"),
                        TaskQueues.nearby(QUEUES.assemble(), "m"));
        assertThat(polled(HostedQueues.parse("submit")))
                .as("an account's limits are kept where its submissions are made")
                .containsExactlyInAnyOrder(QUEUES.submit(), ACCOUNT.workflowId());
        assertThat(polled(HostedQueues.parse("films, await ,fetch")))
                .containsExactlyInAnyOrder(QUEUES.films(), QUEUES.await(), QUEUES.fetch());
    }

    @Test
    void aJarsQueueIsHostedWithTheSameOptionsAsAllOthers(@TempDir Path folder, @TempDir Path scratch) {
        BuiltJar.ofOneWorkflow("return song;").into(folder, "songs-1.jar");
        WorkerFactory factory = WorkerFactory.newInstance(WorkflowClient.newInstance(service));
        WorkerDeploymentVersion version = new WorkerDeploymentVersion("framespan", "1.4.0");

        workers(HostedQueues.ALL, Optional.of(version))
                .hostJar(factory, WorkflowJars.load(folder, scratch).all().get(0), "3f2a");

        WorkerDeploymentOptions options = factory.getWorker("framespan-workflows-3f2a-songs")
                .getWorkerOptions()
                .getDeploymentOptions();
        assertThat(options.getVersion()).isEqualTo(version);
        assertThat(options.getDefaultVersioningBehavior()).isEqualTo(VersioningBehavior.AUTO_UPGRADE);
    }

    @Test
    void anActivityOfAJarRunsOnItsQueueAndFindsWhatTheJarBrings(@TempDir Path folder, @TempDir Path scratch) {
        BuiltJar.ofOneWorkflow(
                        """
                        return io.temporal.workflow.Workflow.newActivityStub(
                                        Uploads.class,
                                        io.temporal.activity.ActivityOptions.newBuilder()
                                                .setStartToCloseTimeout(java.time.Duration.ofSeconds(10))
                                                .setRetryOptions(io.temporal.common.RetryOptions.newBuilder()
                                                        .setMaximumAttempts(1)
                                                        .build())
                                                .build())
                                .upload(song.title());""")
                .with(
                        """
                        package studio;

                        @io.temporal.activity.ActivityInterface
                        public interface Uploads {
                            String upload(String title);
                        }
                        """)
                .with(
                        """
                        package studio;

                        public final class Uploader implements Uploads {
                            @Override
                            public String upload(String title) {
                                if (title.isEmpty()) {
                                    throw new IllegalStateException("no title");
                                }
                                boolean own = Thread.currentThread().getContextClassLoader()
                                        == Uploader.class.getClassLoader();
                                return title + " " + own;
                            }
                        }
                        """)
                .hosting(List.of("MusicVideoImpl"), List.of("Uploader"))
                .into(folder, "songs.jar");
        WorkflowJar jar = WorkflowJars.load(folder, scratch).all().get(0);
        try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
            workers(HostedQueues.ALL, Optional.empty()).hostJar(server.getWorkerFactory(), jar, "3f2a");
            server.start();
            WorkflowOptions options =
                    WorkflowOptions.newBuilder().setTaskQueue(jar.queue("3f2a")).build();
            WorkflowStub good = server.getWorkflowClient().newUntypedWorkflowStub("MusicVideo", options);
            good.start(Map.of("title", "la"));
            assertThat(good.getResult(String.class)).isEqualTo("la true");

            WorkflowStub bad = server.getWorkflowClient().newUntypedWorkflowStub("MusicVideo", options);
            bad.start(Map.of("title", ""));
            assertThatThrownBy(() -> bad.getResult(String.class)).hasStackTraceContaining("no title");
        }
    }

    @Test
    void anInputThatAWorkflowCannotReadEndsItsRunWithWhatIsWrong(@TempDir Path folder, @TempDir Path scratch) {
        BuiltJar.ofOneWorkflow("return song;").into(folder, "songs.jar");
        WorkflowJar jar = WorkflowJars.load(folder, scratch).all().get(0);
        try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
            workers(HostedQueues.ALL, Optional.empty()).hostJar(server.getWorkerFactory(), jar, "3f2a");
            server.start();
            WorkflowOptions options =
                    WorkflowOptions.newBuilder().setTaskQueue(jar.queue("3f2a")).build();
            WorkflowStub good = server.getWorkflowClient().newUntypedWorkflowStub("MusicVideo", options);
            good.start(Map.of("title", "la"));
            assertThat((Object) good.getResult(Map.class)).isEqualTo(Map.of("title", "la"));

            WorkflowStub bad = server.getWorkflowClient().newUntypedWorkflowStub("MusicVideo", options);
            bad.start(List.of(1, 2));

            assertThatThrownBy(() -> bad.getResult(20, TimeUnit.SECONDS, Map.class))
                    .isInstanceOf(WorkflowFailedException.class)
                    .hasStackTraceContaining("studio.Song");
        }
    }

    private List<String> polled(HostedQueues hosted) {
        WorkerFactory factory = hosting(hosted, Optional.empty());
        return ALL.stream().filter(queue -> factory.tryGetWorker(queue) != null).toList();
    }

    private List<WorkerDeploymentOptions> deployments(Optional<WorkerDeploymentVersion> version) {
        WorkerFactory factory = hosting(HostedQueues.ALL, version);
        return ALL.stream()
                .map(queue -> factory.getWorker(queue).getWorkerOptions().getDeploymentOptions())
                .toList();
    }

    private WorkerFactory hosting(HostedQueues hosted, Optional<WorkerDeploymentVersion> version) {
        PermitActivity permits = asked -> asked;
        QueueWorkers workers = workers(hosted, version);
        WorkerFactory factory = workers.on(QUEUES, WorkflowClient.newInstance(service));
        workers.hostNearby(factory, QUEUES, "m");
        workers.hostAccount(factory, ACCOUNT, permits);
        return factory;
    }

    private static QueueWorkers workers(HostedQueues hosted, Optional<WorkerDeploymentVersion> version) {
        TermsActivity some = () -> null;
        List<Object> any = List.of(some);
        return new QueueWorkers(
                hosted, any, new QueueWorkers.OfProvider(any, any, any), any, 1, any, 1, version, List.of());
    }
}
