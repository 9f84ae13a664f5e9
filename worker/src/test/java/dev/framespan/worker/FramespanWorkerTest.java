package dev.framespan.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.kling.KlingFactory;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.studio.StopPolicies;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramespanWorkerTest {
    @TempDir
    Path folder;

    @Test
    void aWorkerThatCannotBeginSaysWhyAndLeavesNothingOpen() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + unused)
                .setRpcRetryOptions(RpcRetryOptions.newBuilder()
                        .setExpiration(Duration.ofSeconds(1))
                        .validateBuildWithDefaults())
                .build());
        DirectoryStore store = DirectoryStore.open(folder);
        ProviderAccount account = new ProviderAccount(
                new KlingFactory(),
                List.of("kling"),
                URI.create("http://127.0.0.1:9/v1"),
                "key",
                new Account(Realm.LOOPBACK, "key"),
                1,
                10,
                Optional.empty(),
                Optional.empty());
        WorkerSettings settings = new WorkerSettings(
                Catalogue.builtIn(),
                1,
                1,
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                StopPolicies.ASK,
                Optional.empty(),
                Optional.empty(),
                new Hosting(true, HostedQueues.ALL, WorkflowJars.NONE),
                Optional.empty());
        try {
            Throwable failure = catchThrowable(() ->
                    FramespanWorker.start(WorkflowClient.newInstance(service), store, List.of(account), settings));

            assertThat(failure).hasStackTraceContaining("UNAVAILABLE");
            int pictures = Integer.parseInt(new String(store.read("asset-port").orElseThrow(), UTF_8).strip());
            try (ServerSocket free = new ServerSocket(pictures, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.isBound())
                        .as("the port of the store is free again")
                        .isTrue();
            }
        } finally {
            service.shutdownNow();
        }
    }
}
