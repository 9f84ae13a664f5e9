package dev.framespan.starter.temporal;

import dev.framespan.starter.exit.UserError;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A Temporal server in this process, on this machine only. It keeps everything in memory: what it forgets with its process, the
 * ledger and the store know. In real time: nothing is skipped.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final boolean REAL_TIME = true;
    private static final int LARGEST_MESSAGE = 16 << 20;
    // A command that follows the film from another terminal is told how it ended before the server goes.
    private static final long FAREWELL_MILLIS = 500;

    private final TestServicesStarter services;
    private final Server server;

    private EmbeddedServer(TestServicesStarter services, Server server) {
        this.services = services;
        this.server = server;
    }

    /** Starts a server on a port that is free. */
    public static EmbeddedServer start() {
        TestServicesStarter services = new TestServicesStarter(REAL_TIME, 0);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(LARGEST_MESSAGE);
        HealthStatusManager health = new HealthStatusManager();
        builder.addService(health.getHealthService());
        LateCancellations lateCancellations =
                new LateCancellations(services.getWorkflowService(), services.getTestService());
        NoStickyQueues noStickyQueues = new NoStickyQueues();
        ParentClosePolicies policies = new ParentClosePolicies(services.getWorkflowService());
        for (BindableService service : services.getServices()) {
            builder.addService(ServerInterceptors.intercept(service, lateCancellations, noStickyQueues, policies));
        }
        try {
            return new EmbeddedServer(services, builder.build().start());
        } catch (IOException e) {
            services.close();
            throw UserError.failed(
                    "the embedded Temporal server cannot listen on this machine's own address: " + e.getMessage(), e);
        }
    }

    /** {@code 127.0.0.1:PORT}. */
    public String address() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            server.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.shutdownNow();
        services.close();
    }
}
