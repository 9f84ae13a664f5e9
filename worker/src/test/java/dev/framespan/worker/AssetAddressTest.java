package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.StoreException;
import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        try (AssetAddress address = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
            HttpResponse<String> answer = call("GET", address, "/" + picture.fileName());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("a picture");
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        }
    }

    @Test
    void aHeadSaysHowLongAPictureIs() throws Exception {
        try (AssetAddress address = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
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
        try (AssetAddress address = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
            assertThat(call("GET", address, path.replace("HASH", picture.sha256()))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aPlanIsNobodysBusiness() throws Exception {
        Asset plan = keep("{\"prompt\":\"secret\"}", MediaType.JSON);
        try (AssetAddress address = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
            assertThat(call("GET", address, "/" + plan.fileName()).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE"})
    void nothingCanBeWritten(String method) throws Exception {
        try (AssetAddress address = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
            assertThat(call(method, address, "/" + picture.fileName()).statusCode())
                    .isEqualTo(405);
        }
        assertThat(store.has(picture)).isTrue();
    }

    @Test
    void linksSurviveARestart() {
        URI before;
        try (AssetAddress address = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
            before = address.local();
        }
        try (AssetAddress address = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
            assertThat(address.local()).isEqualTo(before);
        }
    }

    @Test
    void ofTwoProcessesOnOneStoreTheSecondTakesOver() throws Exception {
        AssetAddress first = AssetAddress.open(store, LOOPBACK, Optional.empty());
        try (AssetAddress second = AssetAddress.open(store, LOOPBACK, Optional.empty())) {
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
            store.replace("asset-port", Integer.toString(other.getLocalPort()).getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(() -> AssetAddress.open(store, LOOPBACK, Optional.empty()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("FRAMESPAN_ASSET_PORT");
        }
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
