package dev.framespan.starter.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider on this machine that answers as its test says, and counts what it is asked to make. */
public final class ScriptedProviderServer implements AutoCloseable {
    private final AtomicInteger purchases = new AtomicInteger();
    private final HttpServer server;

    /** @param answers each call, one after another; one that it leaves unanswered is broken off */
    public ScriptedProviderServer(HttpHandler answers) {
        this(answers, null);
    }

    /** @param answers calls, each in a thread of its own */
    public static ScriptedProviderServer manyAtOnce(HttpHandler answers) {
        return new ScriptedProviderServer(answers, call -> {
            Thread thread = new Thread(call, "provider");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private ScriptedProviderServer(HttpHandler answers, Executor executor) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            // Who wants this port asks whether it is a store's; that is no purchase.
            if (exchange.getRequestMethod().equals("POST")) {
                purchases.incrementAndGet();
            }
            try (exchange) {
                answers.handle(exchange);
            }
        });
        server.setExecutor(executor);
        server.start();
    }

    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it listens, without a path. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Its base URL, with {@code /v1}. */
    public String url() {
        return address() + "/v1";
    }

    /** How many calls asked it to make something. */
    public int purchases() {
        return purchases.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
