package dev.framespan.starter.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @TempDir
    Path store;

    @Test
    void othersFindTheServerWhileItIsThere() throws IOException {
        ServerAddress address = new ServerAddress(store, "storm");
        assertThat(address.alive()).isEmpty();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String here = "127.0.0.1:" + socket.getLocalPort();
            try (ServerAddress.AutoCloseableAddress published = address.publish(here)) {
                assertThat(new ServerAddress(store, "storm").alive()).contains(here);
                assertThat(new ServerAddress(store, "calm").alive()).isEmpty();
            }
            assertThat(address.alive()).isEmpty();
        }
    }

    @Test
    void aStoreLeadsToNoOtherMachine() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // It takes connections here, and is no address of this machine alone.
            new ServerAddress(store, "storm").publish("0.0.0.0:" + socket.getLocalPort());
            assertThat(new ServerAddress(store, "storm").alive()).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessLeavesIsNoServer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        new ServerAddress(store, "storm").publish("127.0.0.1:" + port);
        assertThat(new ServerAddress(store, "storm").alive()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "127.0.0.1:x", "127.0.0.1:99999"})
    void aDamagedFileIsNoServer(String content) throws IOException {
        Path file = store.resolve("films/storm/temporal.address");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(new ServerAddress(store, "storm").alive()).isEmpty();
    }
}
