package dev.framespan.starter.temporal;

import com.uber.m3.tally.Scope;
import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.payload.Payloads;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.context.ContextPropagator;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection to a Temporal server that answers. */
public final class TemporalConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    // A call that fails is repeated so long; a command that follows a film has to know soon that its server is gone.
    private static final Duration REPEAT = Duration.ofSeconds(5);
    private static final Duration BUSY = Duration.ofMillis(100);
    private static final Duration QUERY = Duration.ofSeconds(5);
    private static final long GOODBYE_MILLIS = 1_000;

    private final WorkflowServiceStubs service;
    private final WorkflowClient client;
    private final String address;

    private TemporalConnection(WorkflowServiceStubs service, WorkflowClient client, String address) {
        this.service = service;
        this.client = client;
        this.address = address;
    }

    /** @throws UserError when no server answers within about ten seconds, with the address and the remedy */
    public static TemporalConnection to(TemporalServer.Shared server) {
        return to(server, Optional.empty(), List.of());
    }

    /**
     * The same.
     *
     * @param metrics where it is counted what is asked of the server
     * @param carried what goes with workflows that are begun, and on into their activities
     */
    public static TemporalConnection to(
            TemporalServer.Shared server, Optional<Scope> metrics, List<ContextPropagator> carried) {
        ClientConfigProfile profile = server.profile();
        WorkflowServiceStubsOptions options;
        try {
            options = profile.toWorkflowServiceStubsOptions();
        } catch (RuntimeException e) {
            throw UserError.refused(
                    TemporalServer.names(System.getenv(), "TEMPORAL_TLS")
                            + ": these certificates or this key cannot be used: " + reason(RootCause.of(e))
                            + "; each is a file in PEM form (_PATH) or its content (_DATA)",
                    e);
        }
        TemporalConnection connection = new TemporalConnection(
                stubs(counted(options, metrics)),
                WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                        .setContextPropagators(carried)
                        .build(),
                server.address());
        try {
            connection.service.connect(PATIENCE);
            connection.needNamespace();
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e instanceof UserError complaint ? complaint : connection.unreachable(e);
        }
    }

    private static WorkflowServiceStubsOptions counted(WorkflowServiceStubsOptions options, Optional<Scope> metrics) {
        WorkflowServiceStubsOptions.Builder counted = WorkflowServiceStubsOptions.newBuilder(options);
        metrics.ifPresent(counted::setMetricsScope);
        return counted.build();
    }

    private static String reason(Throwable cause) {
        return cause instanceof IOException io ? IoReason.of(io) : cause.getMessage();
    }

    /** A connection to an embedded server, in this process or another one on this machine. */
    public static TemporalConnection toEmbedded(String address) {
        WorkflowServiceStubsOptions options =
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build();
        return new TemporalConnection(stubs(options), WorkflowClientOptions.getDefaultInstance(), address);
    }

    private TemporalConnection(WorkflowServiceStubs service, WorkflowClientOptions options, String address) {
        this(
                service,
                WorkflowClient.newInstance(
                        service,
                        WorkflowClientOptions.newBuilder(options)
                                .setDataConverter(Payloads.converter())
                                .build()),
                address);
    }

    private static WorkflowServiceStubs stubs(WorkflowServiceStubsOptions options) {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder(options)
                .setRpcQueryTimeout(QUERY)
                .setRpcRetryOptions(RpcRetryOptions.newBuilder()
                        .setExpiration(REPEAT)
                        // So a server answers whose workflow is asked something already: it moves in a moment.
                        .setCongestionInitialInterval(BUSY)
                        .validateBuildWithDefaults())
                .build());
    }

    public WorkflowClient client() {
        return client;
    }

    /** As {@code --temporal} names the server. */
    public String address() {
        return address;
    }

    /** What is said while the server takes no connection. */
    public String away() {
        return address.equals(TemporalServer.LOCAL)
                ? "the local Temporal server is away; waiting for it: framespan temporal start starts it again"
                : "the Temporal server is away; waiting for it";
    }

    private void needNamespace() {
        String namespace = client.getOptions().getNamespace();
        try {
            service.blockingStub()
                    .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                throw UserError.failed(
                        TemporalServer.words(address) + " has no namespace " + namespace
                                + ": name another one in TEMPORAL_NAMESPACE, or make it with"
                                + " temporal operator namespace create -n " + namespace,
                        e);
            }
            // A key may be good for workflows and not for looking at namespaces.
            boolean worksOtherwise = e.getStatus().getCode() == Status.Code.PERMISSION_DENIED
                    || e.getStatus().getCode() == Status.Code.UNIMPLEMENTED;
            if (!worksOtherwise) {
                throw e;
            }
        }
    }

    private UserError unreachable(RuntimeException e) {
        if (e instanceof StatusRuntimeException status && status.getStatus().getCode() == Status.Code.UNAUTHENTICATED) {
            return UserError.failed(
                    TemporalServer.words(address) + " does not accept TEMPORAL_API_KEY or the certificate", e);
        }
        if (address.equals(TemporalServer.LOCAL)) {
            return UserError.failed(
                    "the local Temporal server does not answer: framespan temporal stop --yes ends it, and"
                            + " framespan temporal start starts it anew",
                    e);
        }
        return UserError.failed(
                "no Temporal server answers at " + address
                        + ": start it, mend --temporal or TEMPORAL_ADDRESS, or go without one with --temporal embedded",
                e);
    }

    @Override
    public void close() {
        service.shutdownNow();
        service.awaitTermination(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
