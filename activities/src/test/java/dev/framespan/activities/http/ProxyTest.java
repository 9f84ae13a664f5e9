package dev.framespan.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proxies, named as for every program of the JVM. */
class ProxyTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Map<String, String> before = new HashMap<>();
    private ScriptedServer proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = new ScriptedServer().always(ScriptedServer.answers(200, "by proxy"));
        String port = String.valueOf(proxy.uri("/").getPort());
        for (String scheme : new String[] {"http", "https"}) {
            set(scheme + ".proxyHost", "127.0.0.1");
            set(scheme + ".proxyPort", port);
        }
    }

    private void set(String property, String value) {
        String was = System.setProperty(property, value);
        if (!before.containsKey(property)) {
            before.put(property, was);
        }
    }

    @AfterEach
    void close() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        proxy.close();
    }

    @Test
    void submissionsAndLooksGoThroughTheProxy() throws IOException {
        try (OneShotHttpClient submissions = OneShotHttpClient.plain();
                RepeatableHttpClient looks = new RepeatableHttpClient()) {
            assertThat(submissions
                            .call(new HttpPost("http://provider.example/v1/tasks"), LONG, 100)
                            .body())
                    .asString()
                    .isEqualTo("by proxy");
            assertThat(looks.ask(new HttpGet("http://provider.example/v1/tasks/1"), LONG, 100)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(proxy.asked())
                .extracting(ScriptedServer.Asked::path)
                .containsExactly("http://provider.example/v1/tasks", "http://provider.example/v1/tasks/1");
    }

    @Test
    void thisMachineIsReachedWithoutIt() throws IOException {
        try (ScriptedServer here = new ScriptedServer().always(ScriptedServer.answers(200, "here"));
                OneShotHttpClient http = OneShotHttpClient.plain()) {
            for (String host : new String[] {"127.0.0.1", "localhost"}) {
                String url = here.uri("/").toString().replace("127.0.0.1", host);
                assertThat(http.call(new HttpGet(url), LONG, 100).body())
                        .asString()
                        .isEqualTo("here");
            }
        }
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void hostsThatAreNamedAreReachedWithoutItToo() throws IOException {
        set("http.nonProxyHosts", "*.invalid|127.*");
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            assertThatThrownBy(() -> http.call(new HttpGet("http://provider.invalid/"), LONG, 100))
                    .isInstanceOf(UnsentException.class);
        }
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void whatAProxyRefusesToConnectWasNotSentAndTheKeyStaysHere() throws IOException {
        try (RefusingProxy refusing = new RefusingProxy();
                OneShotHttpClient http = OneShotHttpClient.plain()) {
            set("https.proxyPort", String.valueOf(refusing.port()));
            HttpPost post = new HttpPost("https://provider.example/v1/tasks");
            post.setHeader("Authorization", "Bearer key");
            assertThatThrownBy(() -> http.call(post, LONG, 100))
                    .isInstanceOf(UnsentException.class)
                    .hasMessageContaining("the proxy does not connect (HTTP 403)");
            assertThat(refusing.asked.join())
                    .startsWith("CONNECT provider.example:443 ")
                    .doesNotContain("Authorization");
        }
    }

    /** Connects to nothing, and says so. */
    private static final class RefusingProxy implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final CompletableFuture<String> asked = CompletableFuture.supplyAsync(this::serve);

        RefusingProxy() throws IOException {}

        int port() {
            return server.getLocalPort();
        }

        private String serve() {
            try (Socket connection = server.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                StringBuilder head = new StringBuilder();
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"
                                .getBytes(StandardCharsets.US_ASCII));
                return head.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void aProxyThatHangsUpBeforeItConnectsLeavesNoDoubt() throws IOException {
        proxy.always(ScriptedServer.hangsUp());
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            assertThatThrownBy(() -> http.call(new HttpPost("https://provider.example/v1/tasks"), LONG, 100))
                    .isInstanceOf(UnsentException.class);
        }
    }
}
