package dev.framespan.worker;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.asset.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows the store's pictures to the provider: read-only, by hash, and nothing else. There is no list, and 256 bits are not guessed.
 */
final class AssetServer implements AutoCloseable {
    /** The path below which assets are. */
    static final String ASSETS = "/assets";

    /** Answers with the store's identity, so that two processes of one store know each other. */
    static final String IDENTITY = "/store";

    private static final Pattern NAME =
            Pattern.compile(ASSETS + "/(?<hash>[0-9a-f]{64})\\.(?<extension>[a-z0-9]{3,4})");
    private static final int THREADS = 8;

    private final DirectoryStore store;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "assets");
        thread.setDaemon(true);
        return thread;
    });

    private AssetServer(DirectoryStore store, HttpServer server) {
        this.store = store;
        this.server = server;
    }

    /**
     * Serves on a port.
     *
     * @param port 0 for any that is free
     * @throws java.net.BindException when it is taken
     */
    static AssetServer start(DirectoryStore store, InetAddress address, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 64);
        AssetServer assets = new AssetServer(store, server);
        server.createContext("/", assets::answer);
        server.setExecutor(assets.threads);
        server.start();
        return assets;
    }

    int port() {
        return server.getAddress().getPort();
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port + ASSETS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getRawPath();
            boolean head = method.equals("HEAD");
            if (!head && !method.equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
            } else if (path.equals(IDENTITY)) {
                text(exchange, store.id());
            } else {
                Optional<Asset> asset = asset(path);
                if (asset.isEmpty()) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    send(exchange, asset.get(), head);
                }
            }
        }
    }

    private static void text(HttpExchange exchange, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", MediaType.TXT.mime());
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void send(HttpExchange exchange, Asset asset, boolean head) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        long length = Files.size(asset.file());
        headers.set("Content-Type", asset.type().mime());
        headers.set("Cache-Control", "public, max-age=31536000, immutable");
        headers.set("X-Content-Type-Options", "nosniff");
        if (head) {
            headers.set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, length);
        try (OutputStream body = exchange.getResponseBody()) {
            Files.copy(asset.file(), body);
        }
    }

    /** Only pictures and clips are anybody's business; plans and receipts are not. */
    private Optional<Asset> asset(String path) {
        Matcher name = NAME.matcher(path);
        if (!name.matches()) {
            return Optional.empty();
        }
        return MediaType.ofExtension(name.group("extension"))
                .filter(type -> type.extension().equals(name.group("extension")))
                .filter(type -> type.isPicture() || type.isVideo())
                .flatMap(type -> store.find(name.group("hash"), type).map(file -> new Asset(file, type)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Asset(Path file, MediaType type) {}
}
