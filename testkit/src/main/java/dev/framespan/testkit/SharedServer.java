package dev.framespan.testkit;

import dev.framespan.workflows.payload.Payloads;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Temporal's own test server, one for all tests of a JVM: to start it takes longer than most tests. It skips the time in which nothing happens,
 * while a test waits for a result or {@linkplain #pass lets time pass}. JUnit closes it when the last test has ended.
 */
final class SharedServer implements AutoCloseable {
    // Kept here, for a logger that nobody holds forgets its level. What workers still ask for ends with the server, and
    // is told as if that were a fault.
    private static final Logger GRPC = Logger.getLogger("io.grpc.Context");

    private TestWorkflowEnvironment environment;

    SharedServer() {
        GRPC.setLevel(Level.WARNING);
        Thread loader = new Thread(SharedServer::load, "classes of the test server, and prices");
        loader.setDaemon(true);
        loader.start();
    }

    static SharedServer of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedServer.class))
                .computeIfAbsent(SharedServer.class, key -> new SharedServer(), SharedServer.class);
    }

    /** What takes a good part of the first test, and can be done beside it. */
    private static void load() {
        WorkflowServiceGrpc.getServiceDescriptor();
        Prices.read();
    }

    private synchronized TestWorkflowEnvironment environment() {
        if (environment == null) {
            environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());
        }
        return environment;
    }

    WorkflowClient client() {
        return environment().getWorkflowClient();
    }

    /** By the server's clock. */
    Instant now() {
        return Instant.ofEpochMilli(environment().currentTimeMillis());
    }

    /** Returns when the server's clock has gone on so far, which takes a moment. */
    void pass(Duration time) {
        environment().sleep(time);
    }

    /** Ends this server; whoever needs one then begins another. */
    @Override
    public synchronized void close() {
        if (environment != null) {
            environment.close();
            environment = null;
        }
    }
}
