package dev.framespan.starter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.framespan.workflows.generation.WorkIdentity;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RealmWorkersTest {
    private static final WorkIdentity PAYING = new WorkIdentity("store", "provider.example");

    @Test
    void aRealmThatNoWorkerPollsIsNamed() throws IOException {
        assertThat(trouble(List.of())).contains("no worker that pays provider.example");
        assertThat(trouble(List.of(Instant.now().minus(Duration.ofMinutes(2)))))
                .contains("no worker that pays provider.example");
    }

    @Test
    void aWorkerThatPolledAMomentAgoIsThere() throws IOException {
        assertThat(trouble(List.of(
                        Instant.now().minus(Duration.ofMinutes(2)),
                        Instant.now().minus(Duration.ofSeconds(50)))))
                .isEmpty();
    }

    @Test
    void aServerThatCannotSayIsNoTrouble() throws IOException {
        assertThat(trouble(null)).isEmpty();
    }

    /** @param polls when the realm's queue was polled; null for a server that does not say */
    private static String trouble(List<Instant> polls) throws IOException {
        String name = UUID.randomUUID().toString();
        Server server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(new PolledServer(polls))
                .build()
                .start();
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setChannel(
                        InProcessChannelBuilder.forName(name).directExecutor().build())
                .setRpcRetryOptions(RpcRetryOptions.newBuilder()
                        .setExpiration(Duration.ofSeconds(2))
                        .validateBuildWithDefaults())
                .build());
        try {
            return new RealmWorkers(service, "default", PAYING).note();
        } finally {
            service.shutdownNow();
            server.shutdownNow();
        }
    }

    private static final class PolledServer extends WorkflowServiceGrpc.WorkflowServiceImplBase {
        private final List<Instant> polls;

        private PolledServer(List<Instant> polls) {
            this.polls = polls;
        }

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
            answer.onNext(GetSystemInfoResponse.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public void describeTaskQueue(
                DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> answer) {
            if (polls == null) {
                answer.onError(Status.UNIMPLEMENTED.asRuntimeException());
                return;
            }
            DescribeTaskQueueResponse.Builder response = DescribeTaskQueueResponse.newBuilder();
            if (request.getTaskQueue().getName().equals("framespan-submit-store-provider.example")) {
                polls.forEach(poll -> response.addPollers(
                        PollerInfo.newBuilder().setLastAccessTime(Timestamps.fromMillis(poll.toEpochMilli()))));
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }
    }
}
