package dev.framespan.worker.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private InetSocketAddress address;
    private Management management;

    @BeforeEach
    void open() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
        management = Management.open(address);
    }

    @AfterEach
    void close() {
        management.close();
    }

    @Test
    void aWorkerThatStartsIsLiveAndNotReady() throws IOException, InterruptedException {
        assertThat(asked("GET", "/q/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = asked("GET", "/q/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"worker\",\"status\":\"DOWN\","
                        + "\"data\":{\"reason\":\"it is starting\"}}]}");
        assertThat(asked("GET", "/q/health").body()).isEqualTo(ready.body());
    }

    @Test
    void metricsAreThereInPrometheusOwnFormat() throws IOException, InterruptedException {
        HttpResponse<String> metrics = asked("GET", "/q/metrics?name=x");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body()).contains("# TYPE jvm_memory_used_bytes gauge\n");
    }

    @Test
    void nothingElseIsAnswered() throws IOException, InterruptedException {
        assertThat(asked("GET", "/").statusCode()).isEqualTo(404);
        assertThat(asked("GET", "/q/health/").statusCode()).isEqualTo(404);
        assertThat(asked("POST", "/q/metrics").statusCode()).isEqualTo(405);
        assertThat(asked("HEAD", "/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() {
        assertThatThrownBy(() -> Management.open(address)).isInstanceOf(BindException.class);
    }

    private HttpResponse<String> asked(String method, String path) throws IOException, InterruptedException {
        URI place = URI.create("http://127.0.0.1:" + address.getPort() + path);
        return http.send(
                HttpRequest.newBuilder(place)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
