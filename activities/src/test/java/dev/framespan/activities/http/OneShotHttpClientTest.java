package dev.framespan.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.TooLargeException;
import dev.framespan.activities.testing.UtcClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneShotHttpClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void nothingLeavesAClientThatIsClosed() throws IOException {
        OneShotHttpClient http = OneShotHttpClient.plain();
        http.close();

        assertThatThrownBy(() -> http.call(new HttpPost(server.uri("/")), LONG, 1000))
                .isInstanceOf(UnsentException.class)
                .hasMessage("this process is ending");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aSilentServerIsGivenUpAndMayHaveHeard() throws IOException {
        server.then(exchange -> pause(3000));
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            assertThatThrownBy(() -> http.call(new HttpPost(server.uri("/")), Duration.ofMillis(300), 1000))
                    .isNotInstanceOf(UnsentException.class)
                    .hasMessageContaining("no complete answer");
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aServerThatDripsIsGivenUpAsAWhole() throws IOException {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 50; i++) {
                    out.write('x');
                    out.flush();
                    pause(100);
                }
            }
        });
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            assertThatThrownBy(() -> http.call(new HttpPost(server.uri("/")), Duration.ofMillis(500), 1000))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(UnsentException.class);
        }
    }

    @Test
    void whatTakesLongIsWaitedForThroughAnySilence() throws IOException {
        ScriptedServer.Line late = exchange -> {
            pause(1_500);
            ScriptedServer.answers(200, "x").answer(exchange);
        };
        server.then(late, late);
        try (OneShotHttpClient http = OneShotHttpClient.guarded(null, Duration.ofMillis(300), null)) {
            assertThat(http.<Integer>stream(
                            new HttpPost(server.uri("/")), LONG, Instant.MAX, ClassicHttpResponse::getCode))
                    .isEqualTo(200);
            assertThatThrownBy(() -> http.stream(new HttpPost(server.uri("/")), LONG, ClassicHttpResponse::getCode))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theFenceIsLookedAtWhenThereIsAConnectionAndNotBefore() throws Exception {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        server.always(ScriptedServer.answers(200, "x"));
        List<Instant> looks = new ArrayList<>(List.of(now, now.plusSeconds(16), now.plusSeconds(15)));
        Clock clock = new UtcClock() {
            @Override
            public Instant instant() {
                return looks.remove(0);
            }
        };
        try (OneShotHttpClient http = OneShotHttpClient.plain(clock)) {
            Instant fence = now.plusSeconds(15);
            http.call(new HttpPost(server.uri("/")), LONG, 10, fence);
            assertThatThrownBy(() -> http.call(new HttpPost(server.uri("/")), LONG, 10, fence))
                    .isInstanceOf(UnsentException.class)
                    .hasMessageContaining("too late");
            http.call(new HttpPost(server.uri("/")), LONG, 10, fence);
        }
        assertThat(server.asked()).as("not a byte of the second").hasSize(2);
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void anAnswerLongerThanAllowedIsNone() throws IOException {
        server.then(ScriptedServer.answers(200, "x".repeat(1001)), ScriptedServer.answers(200, "x".repeat(1000)));
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            assertThatThrownBy(() -> http.call(new HttpGet(server.uri("/")), LONG, 1000))
                    .isInstanceOf(TooLargeException.class);
            assertThat(http.call(new HttpGet(server.uri("/")), LONG, 1000).body())
                    .hasSize(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aBusyServerIsNotAskedAgainBehindTheCaller(int status) throws IOException {
        server.always(ScriptedServer.answers(status, "busy", "Retry-After", "0"));
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            assertThat(http.call(new HttpPost(server.uri("/")), LONG, 10).status())
                    .isEqualTo(status);
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void everyCallHasAConnectionOfItsOwnBecauseAStaleOneLosesMoney() throws IOException {
        try (KeepAliveServer keeping = new KeepAliveServer();
                OneShotHttpClient http = OneShotHttpClient.plain()) {
            for (int i = 0; i < 3; i++) {
                assertThat(http.call(new HttpPost(keeping.uri()), LONG, 10).status())
                        .isEqualTo(200);
            }
            assertThat(keeping.connections()).isEqualTo(3);
            assertThat(keeping.requests()).hasSize(3).allMatch(head -> head.contains("Connection: close"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1"})
    void namesAndNumbersThatLeadIntoPrivateNetworksAreRefused(String host) {
        assertThatThrownBy(() -> new SsrfGuard().resolve(host))
                .isInstanceOf(SsrfGuard.RefusedAddressException.class)
                .hasMessageContaining(host);
    }

    @ParameterizedTest
    @CsvSource({"8.8.8.8", "2606:4700::1111"})
    void publicAddressesAreNot(String host) throws UnknownHostException {
        assertThat(new SsrfGuard().resolve(host)).containsExactly(InetAddress.getByName(host));
    }

    @Test
    void ofANameWithSeveralAddressesOnlyTheAllowedOnesAreReached() throws IOException {
        server.always(ScriptedServer.answers(200, "here"));
        InetAddress here = InetAddress.getByName("127.0.0.1");
        InetAddress other = InetAddress.getByName("127.0.0.9");
        InMemoryDnsResolver names = new InMemoryDnsResolver();
        names.add("mixed.example", InetAddress.getByName("169.254.169.254"), other, here);
        names.add("private.example", InetAddress.getByName("10.0.0.1"), other);
        SsrfGuard guard = new SsrfGuard(here::equals, names);

        assertThat(guard.resolve("mixed.example")).containsExactly(here);
        assertThatThrownBy(() -> guard.resolve("private.example"))
                .isInstanceOf(SsrfGuard.RefusedAddressException.class);
        try (OneShotHttpClient http = OneShotHttpClient.guarded(guard)) {
            String url = server.uri("/").toString().replace("127.0.0.1", "mixed.example");
            assertThat(http.call(new HttpGet(url), LONG, 100).status()).isEqualTo(200);
        }
    }

    @Test
    void aRedirectionIsLeftToTheCaller() throws IOException {
        server.always(ScriptedServer.answers(302, "", "Location", "/elsewhere"));
        try (OneShotHttpClient plain = OneShotHttpClient.plain();
                OneShotHttpClient guarded = OneShotHttpClient.guarded(new SsrfGuard(address -> true))) {
            for (OneShotHttpClient http : List.of(plain, guarded)) {
                assertThat(http.call(new HttpGet(server.uri("/")), LONG, 100).status())
                        .isEqualTo(302);
            }
        }
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void theGuardStandsWhereTheConnectionIsMade() throws IOException {
        server.always(ScriptedServer.answers(200, "secret"));
        try (OneShotHttpClient http = OneShotHttpClient.guarded(new SsrfGuard())) {
            for (String host : new String[] {"127.0.0.1", "localhost"}) {
                String url = server.uri("/").toString().replace("127.0.0.1", host);
                assertThatThrownBy(() -> http.call(new HttpGet(url), LONG, 100))
                        .hasRootCauseInstanceOf(SsrfGuard.RefusedAddressException.class);
            }
            String mapped = server.uri("/").toString().replace("127.0.0.1", "[::ffff:127.0.0.1]");
            assertThatThrownBy(() -> http.call(new HttpGet(mapped), LONG, 100)).isInstanceOf(IOException.class);
        }
        assertThat(server.asked()).isEmpty();
    }
}
