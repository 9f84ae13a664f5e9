package dev.framespan.worker;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Reason;
import dev.framespan.activities.store.StoreException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store's pictures on one address for as long as anybody works on the store: the port is remembered, so that links survive
 * restarts. Of several processes on one store one serves; when it ends, another takes over.
 */
final class AssetAddress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AssetAddress.class);
    private static final String PORT = "asset-port";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DirectoryStore store;
    private final InetAddress bind;
    private final int port;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "asset-address");
        thread.setDaemon(true);
        return thread;
    });
    private volatile AssetServer server;

    private AssetAddress(DirectoryStore store, InetAddress bind, int port, AssetServer server) {
        this.store = store;
        this.bind = bind;
        this.port = port;
        this.server = server;
        clock.scheduleWithFixedDelay(this::takeOver, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Serves, or relies on the process of the same store that does.
     *
     * @param bind where to listen
     * @param wanted the port to use from now on; empty for the one remembered, or any
     * @throws StoreException when another program has the port
     */
    static AssetAddress open(DirectoryStore store, InetAddress bind, Optional<Integer> wanted) {
        try {
            int remembered = wanted.isPresent() ? wanted.get() : remembered(store);
            try {
                AssetServer server = AssetServer.start(store, bind, remembered);
                if (server.port() != remembered) {
                    store.replace(PORT, Integer.toString(server.port()).getBytes(StandardCharsets.UTF_8));
                }
                return new AssetAddress(store, bind, server.port(), server);
            } catch (BindException e) {
                if (isServedBy(remembered, store.id())) {
                    return new AssetAddress(store, bind, remembered, null);
                }
                throw new StoreException(
                        "port " + remembered + ", on which this store shows its pictures, is taken by another"
                                + " program; end that program, or choose another port with FRAMESPAN_ASSET_PORT");
            }
        } catch (IOException e) {
            throw new StoreException("the store's pictures cannot be served: " + Reason.of(e), e);
        }
    }

    /** On this machine. */
    URI local() {
        return AssetServer.address(port);
    }

    private static int remembered(DirectoryStore store) throws IOException {
        Optional<byte[]> content = store.read(PORT);
        try {
            int port =
                    content.isEmpty() ? 0 : Integer.parseInt(new String(content.get(), StandardCharsets.UTF_8).strip());
            return port < 0 || port > 65535 ? 0 : port;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void takeOver() {
        if (server != null) {
            return;
        }
        try {
            server = AssetServer.start(store, bind, port);
            LOG.info("serving the store's pictures on port {}", port);
        } catch (IOException e) {
            // Somebody else still serves them.
        }
    }

    private static boolean isServedBy(int port, String store) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + AssetServer.IDENTITY))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .equals(store);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        if (server != null) {
            server.close();
        }
    }
}
