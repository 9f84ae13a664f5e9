package dev.framespan.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are shown under the names that the store knows, and nothing is told under any other. */
class AssetHostTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetAddress EVERYWHERE = anyLocal();
    private static final URI OUTSIDE = URI.create("https://Films.example.com:8443/pictures/assets");

    @TempDir
    Path folder;

    private DirectoryStore store;
    private Asset picture;

    @BeforeEach
    void keepAPicture() throws IOException {
        store = DirectoryStore.open(folder);
        picture = store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3, MediaType.JPG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "127.1.2.3:PORT", "[::1]:PORT"})
    void thisMachinesNamesWithThePortAreKnown(String host) throws IOException {
        try (AssetAddress address = open(LOOPBACK, Optional.empty())) {
            assertThat(asked(address, host, "/assets/" + picture.fileName())).startsWith("HTTP/1.1 200 ");
            assertThat(asked(address, host, "/store")).contains(store.id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:PORT",
                "evil.example",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.evil.example:PORT",
                "localhost.evil.example:PORT",
                "10.1.2.3:PORT",
                "2130706433:PORT",
                "films.example.com",
                "user@127.0.0.1:PORT",
                "127.0.0.1:PORT:PORT",
                "[::ffff:10.1.2.3]:PORT",
                "[::1%25lo]:PORT",
                "127.0.0.1:99999",
                ""
            })
    void underAnyOtherNameNothingIsTold(String host) throws IOException {
        try (AssetAddress address = open(LOOPBACK, Optional.empty())) {
            for (String path : List.of("/assets/" + picture.fileName(), "/store", "/")) {
                String answer = asked(address, host, path);

                assertThat(answer).startsWith("HTTP/1.1 421 ").doesNotContain(store.id());
                assertThat(answer).endsWith("\r\n\r\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: 127.0.0.1:PORT\r\nHost: evil.example\r\n"})
    void aRequestWithoutExactlyOneHostIsRefused(String headers) throws IOException {
        try (AssetAddress address = open(LOOPBACK, Optional.empty())) {
            assertThat(sent(address, "GET /assets/" + picture.fileName() + " HTTP/1.1\r\n" + headers + "\r\n"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aTargetThatNamesAnotherHostIsNoAsset() throws IOException {
        try (AssetAddress address = open(LOOPBACK, Optional.empty())) {
            assertThat(asked(address, "127.0.0.1:PORT", "http://evil.example/assets/" + picture.fileName()))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @ParameterizedTest
    @CsvSource({"films.example.com", "FILMS.example.com.", "films.example.com:8443", "films.example.com:443"})
    void thePublicAddressIsKnownWhateverPortAProxyPassesOnAndIdentifiesNothing(String host) throws IOException {
        try (AssetAddress address = open(LOOPBACK, Optional.of(OUTSIDE))) {
            assertThat(asked(address, host, "/assets/" + picture.fileName())).startsWith("HTTP/1.1 200 ");
            assertThat(asked(address, host, "/store")).startsWith("HTTP/1.1 404 ");
            assertThat(asked(address, "evil.example", "/assets/" + picture.fileName()))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void theProcessThatServesKnowsThePublicAddressOfAProcessThatCameLater() throws IOException {
        try (AssetAddress serving = open(LOOPBACK, Optional.empty())) {
            assertThat(asked(serving, "films.example.com", "/assets/" + picture.fileName()))
                    .startsWith("HTTP/1.1 421 ");
            try (AssetAddress later = open(LOOPBACK, Optional.of(OUTSIDE))) {
                assertThat(later.local()).isEqualTo(serving.local());
                pause(1_200);
                assertThat(asked(serving, "films.example.com", "/assets/" + picture.fileName()))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void whereEveryAddressIsListenedOnTheOneThatWasReachedIsKnown() throws Exception {
        InetAddress own = own();
        try (AssetAddress address = open(EVERYWHERE, Optional.empty())) {
            assertThat(address.local().getHost()).isEqualTo("127.0.0.1");
            String host = own.getHostAddress() + ":PORT";
            assertThat(asked(own, address, host, "/assets/" + picture.fileName()))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(asked(LOOPBACK, address, host, "/assets/" + picture.fileName()))
                    .startsWith(own.isLoopbackAddress() ? "HTTP/1.1 200 " : "HTTP/1.1 421 ");
        }
    }

    @Test
    void twoProcessesThatListenOnAnotherAddressThanLoopbackKnowEachOther() throws Exception {
        InetAddress own = own();
        try (AssetAddress first = open(own, Optional.empty());
                AssetAddress second = open(own, Optional.empty())) {
            assertThat(second.local()).isEqualTo(first.local());
            assertThat(second.local().getHost()).isEqualTo(own.getHostAddress());
            assertThat(asked(own, second, own.getHostAddress() + ":PORT", "/assets/" + picture.fileName()))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    private AssetAddress open(InetAddress bind, Optional<URI> outside) {
        return AssetAddress.open(store, bind, Optional.empty(), outside, Callbacks.NONE);
    }

    private static String asked(AssetAddress address, String host, String target) throws IOException {
        return asked(LOOPBACK, address, host, target);
    }

    private static String asked(InetAddress at, AssetAddress address, String host, String target) throws IOException {
        return sent(at, address, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private static String sent(AssetAddress address, String request) throws IOException {
        return sent(LOOPBACK, address, request);
    }

    private static String sent(InetAddress at, AssetAddress address, String request) throws IOException {
        int port = address.local().getPort();
        try (Socket socket = new Socket(at, port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(request.replace("PORT", Integer.toString(port)).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** An address of this machine that others can reach, where it has one. */
    private static InetAddress own() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof java.net.Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElse(InetAddress.getByName("127.0.0.2"));
    }

    private static InetAddress anyLocal() {
        try {
            return InetAddress.getByName("0.0.0.0");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
