package dev.framespan.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.text.SafeLine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Listens, finds out who answers, and sends what they say. */
final class Server implements AutoCloseable {
    /** A header that is not sent: the content is followed by zeros that hardly end. */
    static final String ENDLESS = "X-Endless";

    private static final long ENDLESS_BYTES = 3_000_000_000L;
    private static final int MOST_THREADS = 200;

    private final HttpServer server;
    private final ExecutorService threads;
    private final TaskCalls tasks;
    private final FileCalls files;
    private final AdminCalls admin;

    Server(InetSocketAddress address, TaskCalls tasks, FileCalls files, AdminCalls admin) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each small answer waits 40 ms
        this.tasks = tasks;
        this.files = files;
        this.admin = admin;
        server = HttpServer.create(address, 128);
        threads = new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Server::daemon,
                new ThreadPoolExecutor.CallerRunsPolicy());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "call");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) {
        try {
            send(exchange, answer(new HttpCall(exchange)));
        } catch (Response.Dropped dropped) {
            drop(exchange, dropped.partial());
        } catch (IOException gone) {
            // the caller has closed the connection
        } finally {
            exchange.close();
        }
    }

    private Response answer(HttpCall call) {
        try {
            return switch (call.path().get(0)) {
                case "files" -> files.answer(call);
                case "admin" -> admin.answer(call);
                default -> tasks.answer(call);
            };
        } catch (Refusal refusal) {
            return Response.refusal(refusal);
        } catch (Response.Dropped dropped) {
            throw dropped;
        } catch (IOException | RuntimeException broken) {
            System.err.println("simulator: " + SafeLine.of(String.join("/", call.path()) + ": " + broken));
            return Response.error(500, "server_error", "internal error: " + broken.getMessage());
        }
    }

    private static void send(HttpExchange exchange, Response answer) throws IOException {
        boolean endless = answer.headers().containsKey(ENDLESS);
        answer.headers().forEach((name, value) -> {
            if (!name.equals(ENDLESS)) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        byte[] content = answer.content();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        if (endless) {
            exchange.sendResponseHeaders(answer.status(), 0);
            writeEndless(exchange.getResponseBody(), content);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(content);
            }
        }
    }

    private static void writeEndless(OutputStream body, byte[] content) throws IOException {
        byte[] zeros = new byte[1 << 20];
        body.write(content);
        for (long written = 0; written < ENDLESS_BYTES; written += zeros.length) {
            body.write(zeros);
        }
        body.close();
    }

    private static void drop(HttpExchange exchange, Response partial) {
        if (partial == null) {
            return; // closing an exchange that has not answered closes its connection
        }
        try {
            exchange.sendResponseHeaders(partial.status(), partial.content().length);
            OutputStream body = exchange.getResponseBody();
            body.write(partial.content(), 0, partial.content().length / 2);
            body.flush();
        } catch (IOException gone) {
            // the caller was faster
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
