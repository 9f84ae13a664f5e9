package dev.framespan.starter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.framespan.workflows.generation.QueueKind;
import dev.framespan.workflows.generation.TaskQueues;
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
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RealmWorkersTest {
    private static final WorkIdentity PAYING = new WorkIdentity("store", "provider.example");

    @Test
    void aRealmThatNoWorkerPollsIsNamed() throws IOException {
        assertThat(making(Map.of())).contains("no worker that pays provider.example");
        assertThat(making(at(Duration.ofMinutes(2), QueueKind.values())))
                .contains("no worker that pays provider.example");
    }

    @Test
    void aWorkerThatPolledAMomentAgoIsThere() throws IOException {
        assertThat(making(at(Duration.ofSeconds(50), QueueKind.values()))).isEmpty();
    }

    @Test
    void aQueueThatNoWorkerHostsIsNamedWithTheCure() throws IOException {
        assertThat(making(at(Duration.ZERO, QueueKind.FILMS, QueueKind.SUBMIT, QueueKind.FETCH, QueueKind.ASSEMBLE)))
                .isEqualTo("no worker hosts the queues await and media: start one with framespan worker --queues"
                        + " await,media, or one that hosts all; waiting");
        assertThat(joining(at(Duration.ZERO, QueueKind.FILMS, QueueKind.SUBMIT, QueueKind.MEDIA)))
                .isEqualTo(
                        "no worker hosts the queue assemble: start one with framespan worker --queues assemble, or one"
                                + " that hosts all; waiting");
        assertThat(joining(at(Duration.ZERO, QueueKind.MEDIA, QueueKind.ASSEMBLE)))
                .as("nothing is bought any more")
                .isEmpty();
    }

    @Test
    void whereNobodyAnswersForAFilmTheQueueOfFilmsIsNamedIfOthersAreHosted() throws IOException {
        assertThat(note(at(Duration.ZERO, QueueKind.MEDIA), RealmWorkers::moving))
                .isEqualTo(
                        "no worker hosts the queue films: start one with framespan worker --queues films, or one that"
                                + " hosts all; waiting");
        assertThat(note(Map.of(), RealmWorkers::moving)).isEmpty();
        assertThat(note(at(Duration.ZERO, QueueKind.FILMS), RealmWorkers::moving))
                .isEmpty();
    }

    @Test
    void aServerThatCannotSayIsNoTrouble() throws IOException {
        assertThat(making(null)).isEmpty();
        assertThat(joining(null)).isEmpty();
    }

    private static Map<String, Instant> at(Duration ago, QueueKind... kinds) {
        return Arrays.stream(kinds)
                .collect(Collectors.toMap(kind -> kind.of(TaskQueues.of(PAYING)), kind -> Instant.now()
                        .minus(ago)));
    }

    private static String making(Map<String, Instant> polls) throws IOException {
        return note(polls, RealmWorkers::making);
    }

    private static String joining(Map<String, Instant> polls) throws IOException {
        return note(polls, RealmWorkers::joining);
    }

    /** @param polls when queues were polled; null for a server that does not say */
    private static String note(Map<String, Instant> polls, Function<RealmWorkers, String> asked) throws IOException {
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
            return asked.apply(new RealmWorkers(service, "default", PAYING));
        } finally {
            service.shutdownNow();
            server.shutdownNow();
        }
    }

    private static final class PolledServer extends WorkflowServiceGrpc.WorkflowServiceImplBase {
        private final Map<String, Instant> polls;

        private PolledServer(Map<String, Instant> polls) {
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
            Instant poll = polls.get(request.getTaskQueue().getName());
            if (poll != null) {
                response.addPollers(
                        PollerInfo.newBuilder().setLastAccessTime(Timestamps.fromMillis(poll.toEpochMilli())));
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }
    }
}
