package dev.framespan.worker.management;

import dev.framespan.worker.http.VertxFutures;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Supplier;

/** Answers those who watch over workers: a few paths, without names and passwords, for the machine itself or a network that is trusted. */
final class ManagementServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FAULT = 500;

    private final Vertx vertx;
    private final Map<String, Supplier<Page>> pages;

    /** What is answered. */
    record Page(int status, String type, String body) {}

    private ManagementServer(Map<String, Supplier<Page>> pages) {
        this.pages = Map.copyOf(pages);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setPreferNativeTransport(false)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /**
     * Serves from now on.
     *
     * @param pages by their paths; each is made anew for each request, at once
     * @throws java.net.BindException when the port is taken
     */
    static ManagementServer listen(InetSocketAddress address, Map<String, Supplier<Page>> pages) throws IOException {
        ManagementServer server = new ManagementServer(pages);
        try {
            VertxFutures.await(server.vertx
                    .createHttpServer(
                            new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false))
                    .requestHandler(server::requested)
                    .listen(SocketAddress.inetSocketAddress(address)));
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void requested(HttpServerRequest request) {
        Supplier<Page> page = pages.get(request.path());
        if (page == null) {
            refuse(request, NOT_FOUND);
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            refuse(request, NOT_ALLOWED);
        } else {
            vertx.executeBlocking(page::get, false).onComplete(made -> {
                if (made.failed()) {
                    refuse(request, FAULT);
                    return;
                }
                request.response()
                        .setStatusCode(made.result().status())
                        .putHeader("Content-Type", made.result().type())
                        .putHeader("Cache-Control", "no-store")
                        .end(made.result().body());
            });
        }
    }

    private static void refuse(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }

    @Override
    public void close() {
        VertxFutures.close(vertx);
    }
}
