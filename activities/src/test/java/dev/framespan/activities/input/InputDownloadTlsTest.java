package dev.framespan.activities.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDownloadTlsTest {
    @TempDir
    Path folder;

    private TlsServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new TlsServer(folder);
        server.answer("/a.png", LocalInputsTest.picture("png", 8, 8));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aHostThatProvesWhoItIsIsBelieved() throws Exception {
        try (InputDownload download = download(server.trusted())) {
            assertThat(download.fetchPicture(url("127.0.0.1")).bytes()).isPositive();
        }
    }

    @Test
    void aHostThatProvesNothingOrToBeAnotherIsNot() throws Exception {
        try (InputDownload stranger = download(null);
                InputDownload download = download(server.trusted())) {
            assertThatThrownBy(() -> stranger.fetchPicture(url("127.0.0.1")))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("its host does not prove who it is");
            assertThatThrownBy(() -> download.fetchPicture(url("localhost")))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("its host does not prove who it is");
        }
    }

    private InputDownload download(SSLContext trust) {
        return new InputDownload(
                DirectoryStore.open(folder.resolve("store")),
                new LocalInputs(),
                InputLimits.ofPictures(1_000_000),
                new UrlAnswers(),
                new InputDownload.Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(5)),
                TlsServer.HERE,
                trust);
    }

    private URI url(String host) {
        return server.url(host, "/a.png");
    }
}
