package dev.framespan.starter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemporalConnectionTest {
    @Test
    void aServerThatIsNotThereIsOneSentenceInBoundedTime() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String address = "127.0.0.1:" + port;
        Instant before = Instant.now();
        assertThatThrownBy(() -> TemporalConnection.to(
                        (TemporalServer.Remote) TemporalServer.of(address, Map.of("TEMPORAL_CONFIG_FILE", "none"))))
                .isInstanceOfSatisfying(UserError.class, complaint -> assertThat(complaint.exitCode())
                        .isEqualTo(ExitCode.FAILED))
                .hasMessageContaining(address)
                .hasMessageContaining("start it");
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMinutes(1));
    }
}
