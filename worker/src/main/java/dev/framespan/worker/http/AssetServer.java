package dev.framespan.worker.http;

import dev.framespan.activities.callback.CallbackPaths;
import dev.framespan.worker.http.AssetRoutes.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers over HTTP what the routes say. It holds no thread for a connection: one loop serves all of them, each asks one question
 * and is closed, and {@link AssetConnections} sees to it that none is held for nothing.
 */
final class AssetServer implements AutoCloseable {
    private static final long SWEEP_MILLIS = 500;
    private static final int BACKLOG = 1_024;
    // What the system takes for a reader who does not: a reader's place and this machine's memory both hang on it.
    private static final int SYSTEM_BUFFER = 262_144;
    private static final int LARGEST_BODY = 65_536;
    // Of calls that are being written down.
    private static final int MOST_CALLS = 64;
    private static final long CALL_MILLIS = 5_000;
    private static final int FAULT = 500;
    private static final int UNAVAILABLE = 503;

    private final AssetRoutes routes;
    private final Vertx vertx;
    private final AssetConnections connections = new AssetConnections(System::nanoTime);
    private final Map<HttpConnection, AssetConnections.Connection> tracked = new HashMap<>(); // of the loop alone
    private int calls; // of the loop alone

    AssetServer(AssetRoutes routes) {
        this.routes = routes;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setPreferNativeTransport(false)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /**
     * Serves from now on. May be called again where it failed.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws java.net.BindException when it is taken
     */
    int listen(InetAddress address, int port) throws IOException {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setSendBufferSize(SYSTEM_BUFFER)
                // Or nothing would be known of a connection before its first bytes.
                .setHttp2ClearTextEnabled(false));
        server.connectionHandler(this::connected);
        server.requestHandler(this::requested);
        VertxFutures.await(server.listen(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port))));
        vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.sweep());
        return server.actualPort();
    }

    private void connected(HttpConnection connection) {
        // A polite end would wait for a reader who does not read.
        AssetConnections.Connection place = connections.opened(
                () -> ((ConnectionBase) connection).channelHandlerContext().close());
        tracked.put(connection, place);
        connection.closeHandler(closed -> {
            place.closed();
            tracked.remove(connection);
        });
    }

    /** A body is read to its end, and kept where the provider may have sent it: an answer before its end would be lost to a client that still sends. */
    private void requested(HttpServerRequest request) {
        AssetConnections.Connection place = tracked.get(request.connection());
        if (place == null) {
            return; // sent away in this very moment
        }
        boolean call = request.uri().startsWith(CallbackPaths.ALL);
        long[] size = {0};
        Buffer body = Buffer.buffer();
        request.handler(bytes -> {
            size[0] += bytes.length();
            if (size[0] > LARGEST_BODY) {
                request.connection().close();
            } else if (call) {
                body.appendBuffer(bytes);
            }
        });
        request.endHandler(end -> {
            place.requestReceived();
            answer(request, body.getBytes(), place);
        });
    }

    private void answer(HttpServerRequest request, byte[] body, AssetConnections.Connection place) {
        request.response().putHeader("Connection", "close");
        try {
            AssetRoutes.Question question = question(request, body);
            if (question.isCall()) {
                answerCall(request, question);
            } else {
                answer(request, question.isHead(), routes.answer(question), place);
            }
        } catch (IOException e) {
            refuse(request, FAULT);
        }
    }

    /** What a call says is written down first, on a disk that may be slow, full or away: where that takes too long, the provider is to call again. */
    private void answerCall(HttpServerRequest request, AssetRoutes.Question question) {
        if (calls >= MOST_CALLS) {
            refuse(request, UNAVAILABLE);
            return;
        }
        calls++;
        boolean[] answered = {false};
        long late = vertx.setTimer(CALL_MILLIS, tick -> {
            answered[0] = true;
            refuse(request, UNAVAILABLE);
        });
        vertx.executeBlocking(() -> routes.answer(question), false).onComplete(done -> {
            calls--;
            vertx.cancelTimer(late);
            if (answered[0]) {
                return;
            }
            if (done.succeeded()) {
                answer(request, false, done.result(), null);
            } else {
                refuse(request, UNAVAILABLE);
            }
        });
    }

    private static void refuse(HttpServerRequest request, int status) {
        request.response().setStatusCode(status);
        end(request);
    }

    /** @param place null where the answer is words alone */
    private void answer(HttpServerRequest request, boolean isHead, Answer answer, AssetConnections.Connection place) {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (isHead) {
            end(request);
        } else if (answer instanceof Answer.Part part) {
            new AssetDownload(vertx, response, part, place::bytesTaken).run().onComplete(sent -> {
                if (sent.succeeded()) {
                    end(request);
                } else {
                    request.connection().close();
                }
            });
        } else {
            response.write(Buffer.buffer(((Answer.Words) answer).body()));
            end(request);
        }
    }

    private static void end(HttpServerRequest request) {
        request.response().end().onComplete(done -> request.connection().close());
    }

    private static AssetRoutes.Question question(HttpServerRequest request, byte[] body) throws IOException {
        SocketAddress reached = request.connection().localAddress();
        String target = request.uri();
        int query = target.indexOf('?');
        return new AssetRoutes.Question(
                request.method().name(),
                query < 0 ? target : target.substring(0, query),
                request.headers().getAll("Host"),
                request.headers().contains("If-Range") ? null : request.getHeader("Range"),
                new InetSocketAddress(InetAddress.getByName(reached.hostAddress()), reached.port()),
                body);
    }

    @Override
    public void close() {
        VertxFutures.close(vertx);
    }
}
