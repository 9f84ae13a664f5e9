package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever collects traces sees a film from its render to each call of the provider, over all processes. */
@Tag("long")
class TracesIT {
    @TempDir
    Path folder;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    /** As OTLP has it, by the numbers of its fields. */
    private record Span(ByteString trace, ByteString id, ByteString parent, String name) {
        static Span of(UnknownFieldSet span) {
            return new Span(
                    bytes(span, 1),
                    bytes(span, 2),
                    bytes(span, 4),
                    bytes(span, 5).toStringUtf8());
        }

        private static ByteString bytes(UnknownFieldSet message, int field) {
            return message.getField(field).getLengthDelimitedList().stream()
                    .findFirst()
                    .orElse(ByteString.EMPTY);
        }
    }

    @BeforeEach
    void collect() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            Stream.of(UnknownFieldSet.parseFrom(exchange.getRequestBody()))
                    .flatMap(request -> below(request, 1))
                    .flatMap(resource -> below(resource, 2))
                    .flatMap(scope -> below(scope, 2))
                    .map(Span::of)
                    .forEach(spans::add);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private static Stream<UnknownFieldSet> below(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream().map(bytes -> {
            try {
                return UnknownFieldSet.parseFrom(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aFilmIsOneTraceFromItsRenderToTheProvidersCalls() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "10");
                Program worker = setup.tracedWorker(url())) {
            try (Program render = setup.tracedRender(url())) {
                render.assertEnds(0, ServerSetup.PATIENCE, worker);
            }
            worker.signal("TERM");
            worker.assertEnds(0, ServerSetup.PATIENCE);
        }
        List<Span> renders = named("render");
        assertThat(renders).hasSize(1);
        Map<ByteString, Span> byId = spans.stream().collect(Collectors.toMap(Span::id, Function.identity()));
        assertThat(named("provider submit")).hasSize(5).allSatisfy(call -> {
            Span submit = byId.get(call.parent());
            assertThat(submit.name()).isEqualTo("Submit");
            assertThat(submit.parent()).isEqualTo(renders.get(0).id());
            assertThat(call.trace()).isEqualTo(renders.get(0).trace());
        });
        assertThat(spans).extracting(Span::name).contains("Await", "Fetch", "Verify", "Assemble", "provider status");
    }

    private String url() {
        return "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    private List<Span> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }
}
