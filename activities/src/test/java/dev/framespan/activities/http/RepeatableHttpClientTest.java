package dev.framespan.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.TooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.junit.jupiter.api.Test;

/** Looks share connections, and nothing of what protects the other calls is lost. */
class RepeatableHttpClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void looksShareAConnection() throws IOException {
        try (KeepAliveServer keeping = new KeepAliveServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            for (int i = 0; i < 3; i++) {
                assertThat(http.ask(new HttpGet(keeping.uri()), LONG, 10).status())
                        .isEqualTo(200);
            }
            assertThat(http.call(new HttpPost(keeping.uri()), LONG, 10).status())
                    .isEqualTo(200);
            assertThat(keeping.connections()).isEqualTo(1);
            assertThat(keeping.requests())
                    .hasSize(4)
                    .noneMatch(head -> head.contains("Connection: close"))
                    .allMatch(head -> head.contains("gzip"));
        }
    }

    @Test
    void answersWithoutABodyAndWithErrorsKeepTheConnection() throws IOException {
        AtomicInteger ports = new AtomicInteger();
        AtomicInteger changes = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            for (int status : new int[] {200, 204, 404, 429, 200}) {
                server.then(exchange -> {
                    int port = exchange.getRemoteAddress().getPort();
                    if (ports.getAndSet(port) != port) {
                        changes.incrementAndGet();
                    }
                    ScriptedServer.answers(status, status == 204 ? "" : "words").answer(exchange);
                });
                assertThat(http.ask(new HttpGet(server.uri("/")), LONG, 10).status())
                        .isEqualTo(status);
            }
        }
        assertThat(changes).as("connections").hasValue(1);
    }

    /** Answers the first request of a connection and closes it at the second, as a server does whose patience has just ended. */
    private static final class ClosingServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger connections = new AtomicInteger();

        ClosingServer() throws IOException {
            Thread thread = new Thread(this::serve, "closing-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    connections.incrementAndGet();
                    readHead(connection.getInputStream());
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
                    readHead(connection.getInputStream());
                } catch (IOException e) {
                    continue;
                }
            }
        }

        private void readHead(InputStream in) throws IOException {
            int matched = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
                if (matched == 4) {
                    requests.incrementAndGet();
                    return;
                }
            }
        }

        String uri() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/";
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void aQuestionOnAConnectionThatWasClosedIsAskedOnceMoreOnOneOfItsOwn() throws IOException {
        try (ClosingServer server = new ClosingServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            http.ask(new HttpGet(server.uri()), LONG, 10);

            HttpGet second = new HttpGet(server.uri());
            second.setHeader("Authorization", "Bearer key");
            assertThat(http.ask(second, LONG, 10).body()).hasSize(1);

            assertThat(server.connections).hasValue(2);
            assertThat(server.requests).hasValue(3);
        }
    }

    @Test
    void aCallThatChangesSomethingIsNotMadeTwice() throws IOException {
        try (ClosingServer server = new ClosingServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            http.ask(new HttpGet(server.uri()), LONG, 10);

            assertThatThrownBy(() -> http.call(new HttpPost(server.uri()), LONG, 10))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(UnsentException.class);
            assertThat(server.requests).hasValue(2);
        }
    }

    @Test
    void aServerThatHangsUpOnANewConnectionIsNotAskedAgain() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            server.always(ScriptedServer.hangsUp());
            assertThatThrownBy(() -> http.ask(new HttpGet(server.uri("/")), LONG, 10))
                    .isInstanceOf(IOException.class);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void whatIsPackedIsCountedUnpacked() throws IOException {
        byte[] small = packed(1000);
        byte[] bomb = packed(50_000_000);
        assertThat(bomb.length).isLessThan(100_000);
        try (ScriptedServer server = new ScriptedServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            server.then(
                    ScriptedServer.answers(200, small, "Content-Encoding", "gzip"),
                    ScriptedServer.answers(200, bomb, "Content-Encoding", "gzip"));
            assertThat(http.ask(new HttpGet(server.uri("/")), LONG, 100_000).body())
                    .hasSize(1000);
            assertThatThrownBy(() -> http.ask(new HttpGet(server.uri("/")), LONG, 100_000))
                    .isInstanceOf(TooLargeException.class);
        }
    }

    private static byte[] packed(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[length]);
        }
        return bytes.toByteArray();
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                ScriptedServer elsewhere = new ScriptedServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            server.always(ScriptedServer.answers(
                    307, "", "Location", elsewhere.uri("/").toString()));
            HttpGet look = new HttpGet(server.uri("/"));
            look.setHeader("Authorization", "Bearer key");

            assertThat(http.ask(look, LONG, 10).status()).isEqualTo(307);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void aServerThatDripsIsGivenUpAsAWhole() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                RepeatableHttpClient http = new RepeatableHttpClient()) {
            server.always(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 50; i++) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    pause();
                }
            });
            assertThatThrownBy(() -> http.ask(new HttpGet(server.uri("/")), Duration.ofMillis(400), 1000))
                    .isInstanceOf(DeadlineException.class);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
