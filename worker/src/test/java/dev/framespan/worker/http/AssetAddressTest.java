package dev.framespan.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.StoreException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetAddressTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private DirectoryStore store;
    private Asset picture;

    @BeforeEach
    void keepAPicture() throws IOException {
        store = DirectoryStore.open(folder);
        picture = keep("a picture", MediaType.JPG);
    }

    @Test
    void theProviderGetsAPictureByItsHash() throws Exception {
        try (AssetAddress address = open()) {
            HttpResponse<String> answer = call("GET", address, "/" + picture.fileName());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("a picture");
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        }
    }

    @Test
    void aHeadSaysHowLongAPictureIs() throws Exception {
        try (AssetAddress address = open()) {
            HttpResponse<String> answer = call("HEAD", address, "/" + picture.fileName());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(picture.bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/../framespan-store.json",
                "/%2e%2e/framespan-store.json",
                "/x.jpg",
                "/HASH.png",
                "/HASH"
            })
    void everythingElseIsNotFound(String path) throws Exception {
        try (AssetAddress address = open()) {
            assertThat(call("GET", address, path.replace("HASH", picture.sha256()))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aPlanIsNotForTheProvider() throws Exception {
        Asset plan = keep("{\"prompt\":\"secret\"}", MediaType.JSON);
        try (AssetAddress address = open()) {
            assertThat(call("GET", address, "/" + plan.fileName()).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE"})
    void nothingCanBeWritten(String method) throws Exception {
        try (AssetAddress address = open()) {
            assertThat(call(method, address, "/" + picture.fileName()).statusCode())
                    .isEqualTo(405);
        }
        assertThat(store.has(picture)).isTrue();
    }

    @Test
    void linksSurviveARestart() {
        URI before;
        try (AssetAddress address = open()) {
            before = address.local();
        }
        try (AssetAddress address = open()) {
            assertThat(address.local()).isEqualTo(before);
        }
    }

    @Test
    void ofTwoProcessesOnOneStoreTheSecondTakesOver() throws Exception {
        AssetAddress first = AssetAddress.open(store, LOOPBACK, Optional.empty(), Optional.empty(), Callbacks.NONE);
        try (AssetAddress second =
                AssetAddress.open(store, LOOPBACK, Optional.empty(), Optional.empty(), Callbacks.NONE)) {
            assertThat(second.local()).isEqualTo(first.local());
            first.close();

            Instant patience = Instant.now().plus(Duration.ofSeconds(10));
            int status = 0;
            while (status != 200 && Instant.now().isBefore(patience)) {
                Thread.sleep(100);
                try {
                    status = call("GET", second, "/" + picture.fileName()).statusCode();
                } catch (IOException notYet) {
                    status = 0;
                }
            }
            assertThat(status).isEqualTo(200);
        }
    }

    @Test
    void aPortThatAnotherProgramHasIsNamedWithTheCure() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            Files.writeString(store.local().resolve("asset-port"), Integer.toString(other.getLocalPort()));

            assertThatThrownBy(() ->
                            AssetAddress.open(store, LOOPBACK, Optional.empty(), Optional.empty(), Callbacks.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("FRAMESPAN_ASSET_PORT");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-4, 206, pic, bytes 2-4/9",
        "bytes=7-, 206, re, bytes 7-8/9",
        "bytes=-3, 206, ure, bytes 6-8/9",
        "bytes=-99, 206, a picture, bytes 0-8/9",
        "bytes=0-999999999999999999, 206, a picture, bytes 0-8/9",
        "bytes=9-, 416, '', bytes */9",
        "bytes=-0, 416, '', bytes */9",
        "bytes=4-2, 200, a picture,",
        "bytes=-, 200, a picture,",
        "'bytes=0-1,3-4', 200, a picture,",
        "lines=0-1, 200, a picture,"
    })
    void aPartOfAPictureIsGivenWhereItIsAskedFor(String range, int status, String body, String content)
            throws Exception {
        try (AssetAddress address = open()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address.local() + "/" + picture.fileName()))
                            .header("Range", range)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.headers().firstValue("Content-Range")).isEqualTo(Optional.ofNullable(content));
        }
    }

    @Test
    void aPictureMayBeKeptForEverAndIsTakenForNothingElse() throws Exception {
        try (AssetAddress address = open()) {
            HttpResponse<String> answer = call("GET", address, "/" + picture.fileName() + "?for=you");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(picture.bytes());
        }
    }

    @Test
    void aBodyIsReadAndForgottenAndALongOneIsNotRead() throws Exception {
        try (AssetAddress address = open()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.local() + "/x.jpg"));
            HttpResponse<String> answer = http.send(
                    request.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[50_000]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(405);

            HttpRequest longer = request.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[50_000_000]))
                    .build();
            assertThatThrownBy(() -> http.send(longer, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsNoHttpIsRefused() throws Exception {
        try (AssetAddress address = open();
                Socket socket = new Socket(LOOPBACK, address.local().getPort())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write("\u0016\u0003\u0001 hello\r\n\r\n".getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.");
        }
    }

    @Test
    void itsThreadsKeepNoProgramAliveAndEndWithIt() {
        AssetAddress address = open();
        assertThat(serving()).isNotEmpty().allMatch(Thread::isDaemon);
        long start = System.nanoTime();

        address.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        Instant patience = Instant.now().plus(Duration.ofSeconds(3));
        while (!serving().isEmpty() && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
        }
        assertThat(serving()).isEmpty();
    }

    private static List<Thread> serving() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("vert") || thread.getName().startsWith("asset"))
                .toList();
    }

    @Test
    void aPortThatIsFreeAMomentLaterIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(LOOPBACK, 0), 1);
            Files.writeString(store.local().resolve("asset-port"), Integer.toString(other.getLocalPort()));
            Thread ending = new Thread(() -> {
                try {
                    Thread.sleep(300);
                    other.close();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            ending.start();

            try (AssetAddress address = open()) {
                assertThat(call("GET", address, "/" + picture.fileName()).statusCode())
                        .isEqualTo(200);
            }
            ending.join();
        }
    }

    @Test
    void aProcessOfTheStoreThatAnswersLateIsReliedOn() throws Exception {
        HttpServer busy = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        busy.createContext("/", exchange -> {
            byte[] identity = store.id().getBytes(StandardCharsets.UTF_8);
            try {
                Thread.sleep(3_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            exchange.sendResponseHeaders(200, identity.length);
            exchange.getResponseBody().write(identity);
            exchange.close();
        });
        busy.start();
        int port = busy.getAddress().getPort();
        Files.writeString(store.local().resolve("asset-port"), Integer.toString(port));

        try (AssetAddress address = open()) {
            assertThat(address.port()).isEqualTo(port);
        } finally {
            busy.stop(0);
        }
    }

    private AssetAddress open() {
        return AssetAddress.open(store, LOOPBACK, Optional.empty(), Optional.empty(), Callbacks.NONE);
    }

    private Asset keep(String content, MediaType type) throws IOException {
        return store.keep(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), 1000, type);
    }

    private HttpResponse<String> call(String method, AssetAddress address, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.local() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
