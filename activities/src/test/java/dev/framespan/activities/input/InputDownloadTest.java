package dev.framespan.activities.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.framespan.activities.http.PublicAddress;
import dev.framespan.activities.http.UrlPolicy;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputDownloadTest {
    private static final Limits LIMITS = InputLimits.ofPictures(50_000);
    private static final InputDownload.Timeouts TIMEOUTS =
            new InputDownload.Timeouts(Duration.ofMillis(1_500), Duration.ofMillis(700));

    /** This machine over plain HTTP by its number; by its name it is out of reach. */
    private static final UrlPolicy HERE = new UrlPolicy() {
        @Override
        public boolean allows(URI url) {
            return url.getScheme().equals("http") && url.getHost().equals("127.0.0.1");
        }

        @Override
        public boolean allows(InetAddress address) {
            return address.isLoopbackAddress();
        }
    };

    @TempDir
    Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private DirectoryStore store;
    private byte[] picture;

    @BeforeEach
    void serve() throws IOException {
        picture = LocalInputsTest.picture("png", 64, 36);
        store = DirectoryStore.open(folder.resolve("store"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        try (Stream<Path> left = Files.list(store.scratch())) {
            assertThat(left).as("files left over").isEmpty();
        }
    }

    @Test
    void aCommandAsksAUrlOnce() throws IOException {
        answer("/a.jpg", exchange -> send(exchange, 200, picture));
        answer("/none", exchange -> send(exchange, 404, new byte[0]));
        UrlAnswers answers = new UrlAnswers();
        Asset asset = fetch("/a.jpg", answers);
        assertThat(asset.type()).isEqualTo(MediaType.PNG);
        assertThat(Files.readAllBytes(store.file(asset))).isEqualTo(picture);

        assertThat(fetch("/a.jpg", answers)).isEqualTo(asset);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> fetch("/none", answers)).hasMessageContaining("the server answers 404");
        }

        assertThat(asked).containsExactly("/a.jpg", "/none");
        assertThat(source(asset))
                .isEqualTo(new InputRecords.Source(url("/a.jpg").toString(), false));
    }

    @Test
    void theNextCommandAsksAgainAndOtherBytesCount() throws IOException {
        answer("/a.jpg", exchange -> send(exchange, 200, picture));
        Asset first = fetch("/a.jpg");
        picture = LocalInputsTest.picture("png", 36, 64);

        Asset second = fetch("/a.jpg");

        assertThat(Files.readAllBytes(store.file(second))).isEqualTo(picture);
        assertThat(new InputRecords(store).asset(url("/a.jpg"))).hasValue(second);
        assertThat(source(first).copyFirst())
                .as("the URL shows another picture")
                .isTrue();
        assertThat(source(second).copyFirst()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ETag, '\"one\"', If-None-Match", "Last-Modified, 'Mon, 02 Mar 2026 10:00:00 GMT', If-Modified-Since"})
    void aServerThatKnowsThatNothingHasChangedSendsNothing(String header, String value, String condition)
            throws IOException {
        List<String> conditions = Collections.synchronizedList(new ArrayList<>());
        answer("/a.jpg", exchange -> {
            String asksFor = exchange.getRequestHeaders().getFirst(condition);
            conditions.add(String.valueOf(asksFor));
            exchange.getResponseHeaders().add(header, value);
            send(exchange, asksFor == null ? 200 : 304, asksFor == null ? picture : new byte[0]);
        });
        Asset asset = fetch("/a.jpg");

        assertThat(fetch("/a.jpg")).isEqualTo(asset);
        assertThat(fetch("/a.jpg")).isEqualTo(asset);

        assertThat(conditions).containsExactly("null", value, value);
    }

    @Test
    void aTagThatIsNotOfTheBytesIsNoCondition() throws IOException {
        List<String> headers = Collections.synchronizedList(new ArrayList<>());
        answer("/a.jpg", exchange -> {
            headers.addAll(exchange.getRequestHeaders().keySet());
            exchange.getResponseHeaders().add("ETag", "W/\"one\"");
            send(exchange, 200, picture);
        });
        fetch("/a.jpg");
        fetch("/a.jpg");
        assertThat(headers).doesNotContain("If-none-match");
    }

    @Test
    void whereAUrlGivesNothingAnyMoreItsEarlierBytesAreUsedAndThatIsSaid() throws IOException {
        AtomicInteger status = new AtomicInteger(200);
        answer("/a.jpg", exchange -> send(exchange, status.get(), status.get() == 200 ? picture : new byte[0]));
        Asset asset = fetch("/a.jpg");
        status.set(404);
        UrlAnswers answers = new UrlAnswers();

        assertThat(fetch("/a.jpg", answers)).isEqualTo(asset);

        assertThat(answers.warning(url("/a.jpg")).orElseThrow())
                .matches(
                        "the server answers 404: try the URL in a browser; what it gave on \\d{4}-\\d\\d-\\d\\d is used,"
                                + " and the provider may not be able to fetch it");
        assertThat(source(asset).copyFirst()).isTrue();
        status.set(200);
        assertThat(fetch("/a.jpg")).isEqualTo(asset);
        assertThat(source(asset).copyFirst()).isFalse();
    }

    @Test
    void whatAnEarlierVersionFetchedIsUsedOfflineToo() throws IOException {
        answer("/a.jpg", exchange -> send(exchange, 200, picture));
        Asset asset = fetch("/a.jpg");
        String key = store.list("pictures/urls").get(0);
        store.replace(
                key,
                Payloads.json().writeValueAsBytes(Map.of("url", url("/a.jpg").toString(), "asset", asset)));
        server.stop(0);
        UrlAnswers answers = new UrlAnswers();

        assertThat(fetch("/a.jpg", answers)).isEqualTo(asset);
        assertThat(answers.warning(url("/a.jpg")))
                .hasValue(
                        "its host takes no connection; what it gave earlier is used, and the provider may not be able to"
                                + " fetch it");
    }

    @Test
    void theUrlThatTheAuthorWroteLastIsWhereTheProviderFetches() throws IOException {
        answer("/old.jpg", exchange -> send(exchange, 200, picture));
        answer("/new.jpg", exchange -> send(exchange, 200, picture));
        Asset asset = fetch("/old.jpg");
        assertThat(fetch("/new.jpg")).isEqualTo(asset);
        assertThat(source(asset).url()).isEqualTo(url("/new.jpg").toString());
        fetch("/old.jpg");
        assertThat(source(asset).url())
                .as("which is known")
                .isEqualTo(url("/old.jpg").toString());
    }

    @Test
    void aVideoThatWasTooLongIsNotRemembered() throws IOException {
        AtomicReference<byte[]> video = new AtomicReference<>(new byte[40]);
        answer("/a.mp4", exchange -> send(exchange, 200, video.get()));
        assertThatThrownBy(this::fetchVideo)
                .hasMessage(
                        url("/a.mp4")
                                + ": this video cannot be used: it lasts 40 s, and a reference video lasts 2 to 30: cut it to that");
        assertThat(store.list("pictures/urls")).isEmpty();

        video.set(new byte[10]);
        Asset asset = fetchVideo();
        assertThat(asset.bytes()).isEqualTo(10);

        video.set(new byte[50]);
        assertThat(fetchVideo()).as("what was good before").isEqualTo(asset);
    }

    /** Of as many seconds as bytes. */
    private Asset fetchVideo() throws IOException {
        InputInspector counter = new InputInspector() {
            @Override
            public Finding inspectPicture(Path file) {
                return new Unusable("it is a video");
            }

            @Override
            public Finding inspectVideo(Path file) {
                return new Video(MediaType.MP4, 1000 * file.toFile().length());
            }

            @Override
            public Finding inspectSound(Path file) {
                return new Unusable("it is a video");
            }

            @Override
            public boolean mayBePublic(String host) {
                return true;
            }
        };
        try (InputDownload download =
                new InputDownload(store, counter, LIMITS, new UrlAnswers(), TIMEOUTS, HERE, null)) {
            return download.fetchVideo(url("/a.mp4"));
        }
    }

    private InputRecords.Source source(Asset asset) throws IOException {
        return new InputRecords(store).source(asset).orElseThrow();
    }

    @Test
    void aPictureThatTheStoreLostIsFetchedAgain() throws IOException {
        answer("/a.jpg", exchange -> send(exchange, 200, picture));
        Files.delete(store.file(fetch("/a.jpg")));
        assertThat(store.has(fetch("/a.jpg"))).isTrue();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aPictureThatTheStoreHasDamagedIsFetchedAgain() throws IOException {
        answer("/a.jpg", exchange -> send(exchange, 200, picture));
        Asset asset = fetch("/a.jpg");
        Files.write(store.file(asset), new byte[picture.length]);

        assertThat(fetch("/a.jpg")).isEqualTo(asset);

        assertThat(Files.readAllBytes(store.file(asset))).isEqualTo(picture);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRecordThatIsDamagedIsAsGoodAsNone() throws IOException {
        answer("/a.jpg", exchange -> send(exchange, 200, picture));
        Asset asset = fetch("/a.jpg");
        for (String key : store.list("pictures/urls")) {
            store.replace(key, new byte[] {'{'});
        }

        assertThat(fetch("/a.jpg")).isEqualTo(asset);
        assertThat(asked).hasSize(2);
    }

    @Test
    void threeRedirectionsAreFollowedAndNothingIsCarriedAlong() throws IOException {
        List<String> headers = Collections.synchronizedList(new ArrayList<>());
        for (int i = 3; i > 0; i--) {
            String next = "/hop" + (i - 1);
            answer("/hop" + i, exchange -> {
                exchange.getResponseHeaders().add("Set-Cookie", "who=me");
                redirect(exchange, next);
            });
        }
        answer("/hop0", exchange -> {
            headers.addAll(exchange.getRequestHeaders().keySet());
            send(exchange, 200, picture);
        });
        assertThat(fetch("/hop3").bytes()).isEqualTo(picture.length);
        assertThat(asked).containsExactly("/hop3", "/hop2", "/hop1", "/hop0");
        assertThat(headers).doesNotContain("Cookie", "Authorization", "Referer");
        answer("/hop4", exchange -> redirect(exchange, "/hop3"));
        refuses("/hop4", "it leads on more than 3 times: write the last URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/x", "http://localhost/x", "file:///etc/passwd", "http://me@127.0.0.1/x"})
    void aRedirectionOutOfReachIsNotFollowed(String target) {
        answer("/a.jpg", exchange -> redirect(exchange, target));
        refuses("/a.jpg", "it leads on to " + target + ", and only https URLs of the public Internet are fetched");
    }

    @Test
    void aHostWithAPrivateAddressIsNotConnectedTo() throws IOException {
        UrlPolicy anyName = new UrlPolicy() {
            @Override
            public boolean allows(URI url) {
                return true;
            }

            @Override
            public boolean allows(InetAddress address) {
                return PublicAddress.is(address);
            }
        };
        answer("/a.jpg", exchange -> send(exchange, 200, picture));
        for (String host : List.of("localhost", "127.0.0.1")) {
            URI url = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/a.jpg");
            try (InputDownload download =
                    new InputDownload(store, new LocalInputs(), LIMITS, new UrlAnswers(), TIMEOUTS, anyName, null)) {
                assertThatThrownBy(() -> download.fetchPicture(url))
                        .isInstanceOf(InputException.class)
                        .hasMessage(url + ": its host is not on the public Internet, where the provider could see it");
            }
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a.jpg",
                "https://127.0.0.1/a.jpg",
                "https://localhost/a.jpg",
                "https://me@example.com/a",
                "https://169.254.169.254:443/a.jpg",
                "https://[fe80::1%25lo]/a.jpg",
                "https://[::1%25lo]/a.jpg",
                "https://[::ffff:10.0.0.1]/a.jpg",
                "https://[64:ff9b::a9fe:a9fe]/a.jpg",
                "https://2852039166/a.jpg",
                "https://0251.0376.0251.0376/a.jpg",
                "https://metadata.google.internal/a.jpg"
            })
    void thePublicInternetIsHttpsAndNeverAPrivateHost(String url) throws IOException {
        try (InputDownload download = new InputDownload(store, new LocalInputs(), LIMITS, new UrlAnswers())) {
            assertThatThrownBy(() -> download.fetchPicture(URI.create(url)))
                    .isInstanceOf(InputException.class)
                    .hasMessage(url + ": only https URLs of the public Internet are fetched");
        }
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedByItsLengthAndByCount() {
        answer("/announced.jpg", exchange -> {
            exchange.sendResponseHeaders(200, 50_001);
            exchange.getResponseBody().write(new byte[100]);
        });
        answer("/endless.jpg", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange.getResponseBody(), new byte[8_192], 0);
        });
        refuses("/announced.jpg", "a picture has at most 50,000 bytes, and this one has more: save it smaller");
        long start = System.nanoTime();
        refuses("/endless.jpg", "a picture has at most 50,000 bytes, and this one has more: save it smaller");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUTS.whole());
    }

    @Test
    void anEndlessPageBehindARedirectionIsNotRead() throws IOException {
        answer("/a.jpg", exchange -> {
            exchange.getResponseHeaders().add("Location", "/b.jpg");
            exchange.sendResponseHeaders(302, 0);
            endless(exchange.getResponseBody(), new byte[8_192], 0);
        });
        answer("/b.jpg", exchange -> send(exchange, 200, picture));
        assertThat(fetch("/a.jpg").bytes()).isEqualTo(picture.length);
    }

    @Test
    void aServerThatIsSilentOrDripsIsCutOff() {
        answer("/silent.jpg", exchange -> pause(5_000));
        answer("/drips.jpg", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange.getResponseBody(), new byte[1], 100);
        });
        refuses("/silent.jpg", "its host has been silent for 0 seconds");
        refuses("/drips.jpg", "it has not come within 1 seconds");
    }

    @Test
    void whatIsNoPictureIsRefusedAndNotKept() throws IOException {
        answer("/page", exchange -> send(exchange, 200, "<html>sign in</html>".getBytes()));
        answer("/none", exchange -> send(exchange, 404, new byte[0]));
        answer("/empty", exchange -> send(exchange, 200, new byte[0]));
        refuses("/page", "this picture cannot be used: it is no JPG, PNG or WEBP, whatever its name says");
        refuses("/none", "the server answers 404: try the URL in a browser");
        refuses("/empty", "this picture cannot be used: it is no JPG, PNG or WEBP, whatever its name says");
        assertThat(store.list("pictures/urls")).isEmpty();
        server.stop(0);
        refuses("/gone", "its host takes no connection");
    }

    private void answer(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.add(path);
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void endless(OutputStream out, byte[] piece, int pause) throws IOException {
        for (int i = 0; i < 100_000; i++) {
            out.write(piece);
            out.flush();
            pause(pause);
        }
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** By a command of its own. */
    private Asset fetch(String path) throws IOException {
        return fetch(path, new UrlAnswers());
    }

    private Asset fetch(String path, UrlAnswers answers) throws IOException {
        try (InputDownload download =
                new InputDownload(store, new LocalInputs(), LIMITS, answers, TIMEOUTS, HERE, null)) {
            return download.fetchPicture(url(path));
        }
    }

    private void refuses(String path, String message) {
        assertThatThrownBy(() -> fetch(path)).isInstanceOf(InputException.class).hasMessage(url(path) + ": " + message);
    }
}
