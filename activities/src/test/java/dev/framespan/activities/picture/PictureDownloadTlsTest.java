package dev.framespan.activities.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.framespan.activities.http.UrlPolicy;
import dev.framespan.activities.store.DirectoryStore;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureDownloadTlsTest {
    private static final char[] PASSWORD = "of this test".toCharArray();

    private static final UrlPolicy HERE = new UrlPolicy() {
        @Override
        public boolean allows(URI url) {
            return url.getScheme().equals("https");
        }

        @Override
        public boolean allows(InetAddress address) {
            return address.isLoopbackAddress();
        }
    };

    @TempDir
    Path folder;

    private SSLContext trusted;
    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        KeyStore keys = keys();
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(keys);
        trusted = SSLContext.getInstance("TLS");
        trusted.init(own.getKeyManagers(), others.getTrustManagers(), null);
        byte[] picture = LocalPicturesTest.picture("png", 8, 8);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusted));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A certificate for 127.0.0.1 alone, made by the JDK's own tool. */
    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "here",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=here",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        // The trusted side wants a certificate entry, not only a key.
        keys.setCertificateEntry("trusted", keys.getCertificate("here"));
        return keys;
    }

    @Test
    void aHostThatProvesWhoItIsIsBelieved() throws Exception {
        try (PictureDownload download = download(trusted)) {
            assertThat(download.fetch(url("127.0.0.1")).bytes()).isPositive();
        }
    }

    @Test
    void aHostThatProvesNothingOrToBeAnotherIsNot() throws Exception {
        try (PictureDownload stranger = download(null);
                PictureDownload download = download(trusted)) {
            assertThatThrownBy(() -> stranger.fetch(url("127.0.0.1")))
                    .isInstanceOf(PictureException.class)
                    .hasMessageContaining("its host does not prove who it is");
            assertThatThrownBy(() -> download.fetch(url("localhost")))
                    .isInstanceOf(PictureException.class)
                    .hasMessageContaining("its host does not prove who it is");
        }
    }

    private PictureDownload download(SSLContext trust) {
        PictureDownload.Limits limits =
                new PictureDownload.Limits(1_000_000, Duration.ofSeconds(10), Duration.ofSeconds(5));
        return new PictureDownload(
                DirectoryStore.open(folder.resolve("store")), new LocalPictures(), limits, HERE, trust);
    }

    private URI url(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/a.png");
    }
}
