package dev.framespan.activities.media.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves one folder to a browser on this machine, with the ranges that seeking in a film needs. */
public final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path folder;

    public FileServer(Path folder) throws IOException {
        this.folder = folder;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            if (name.isEmpty()) {
                byte[] page = "<!doctype html><title>film</title>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                return;
            }
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(exchange, file);
        }
    }

    private static void send(HttpExchange exchange, Path file) throws IOException {
        long size = Files.size(file);
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher wanted = RANGE.matcher(range == null ? "" : range);
        boolean part = wanted.matches();
        long from = part ? Long.parseLong(wanted.group(1)) : 0;
        long to = part && !wanted.group(2).isEmpty() ? Math.min(size, Long.parseLong(wanted.group(2)) + 1) : size;
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (part) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
        }
        exchange.sendResponseHeaders(part ? 206 : 200, to - from);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.transferTo(from, to - from, Channels.newChannel(exchange.getResponseBody()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
