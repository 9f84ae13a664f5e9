package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.account.PermitActivity;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.terms.TermsActivity;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under which version work is asked for; no server is. */
class QueueWorkersTest {
    private static final TaskQueues QUEUES = TaskQueues.of(new WorkIdentity("store", "example.org"));
    private static final Account ACCOUNT = new Account("example.org", "studio");

    private final WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());

    @AfterEach
    void close() {
        service.shutdownNow();
    }

    @Test
    void aVersionCountsForEveryQueueAndFilmsGoOnWithTheCurrentOne() {
        assertThat(deployments(Optional.of(new WorkerDeploymentVersion("framespan", "1.4.0"))))
                .hasSize(7)
                .allSatisfy(options -> {
                    assertThat(options.isUsingVersioning()).isTrue();
                    assertThat(options.getVersion()).isEqualTo(new WorkerDeploymentVersion("framespan", "1.4.0"));
                    assertThat(options.getDefaultVersioningBehavior()).isEqualTo(VersioningBehavior.AUTO_UPGRADE);
                });
    }

    @Test
    void withoutOneWorkersAreNotVersioned() {
        assertThat(deployments(Optional.empty())).hasSize(7).containsOnlyNulls();
    }

    private List<WorkerDeploymentOptions> deployments(Optional<WorkerDeploymentVersion> version) {
        TermsActivity some = () -> null;
        PermitActivity permits = asked -> asked;
        List<Object> any = List.of(some);
        QueueWorkers workers =
                new QueueWorkers(any, new QueueWorkers.OfProvider(any, any, any), any, 1, any, 1, version);
        WorkerFactory factory = workers.on(QUEUES, WorkflowClient.newInstance(service));
        workers.hostAccount(factory, ACCOUNT, permits);
        return Stream.of(
                        QUEUES.films(),
                        QUEUES.submit(),
                        QUEUES.await(),
                        QUEUES.fetch(),
                        QUEUES.media(),
                        QUEUES.assemble(),
                        ACCOUNT.workflowId())
                .map(queue -> factory.getWorker(queue).getWorkerOptions().getDeploymentOptions())
                .toList();
    }
}
