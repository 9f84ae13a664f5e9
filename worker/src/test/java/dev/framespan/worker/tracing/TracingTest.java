package dev.framespan.worker.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final SpanContext RENDER = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    @Test
    void withoutOpenTelemetrysOwnVariablesNothingIsTraced() {
        assertThat(Tracing.of(Map.of())).isSameAs(Tracing.OFF);
        assertThat(Tracing.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "))).isSameAs(Tracing.OFF);
        assertThat(Tracing.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_SDK_DISABLED", "true")))
                .isSameAs(Tracing.OFF);
        assertThat(Tracing.of(
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER", "none")))
                .isSameAs(Tracing.OFF);
    }

    @Test
    void oneOfThemIsEnough() {
        try (Tracing tracing = Tracing.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"))) {
            assertThat(tracing.propagators()).hasSize(1);
            assertThat(tracing.interceptors()).hasSize(1);
        }
    }

    @Test
    void aTraceIsCarriedByItsHeaderAlone() {
        TraceCarrier client = new TraceCarrier();
        TraceCarrier worker = new TraceCarrier();
        assertThat(client.getCurrentContext()).isNull();
        assertThat(client.serializeContext(null)).doesNotContainValue(null);
        client.startWith(Span.wrap(RENDER));

        worker.setCurrentContext(worker.deserializeContext(client.serializeContext(client.getCurrentContext())));

        assertThat(Span.fromContext(worker.context()).getSpanContext()).satisfies(parent -> {
            assertThat(parent.getTraceId()).isEqualTo(RENDER.getTraceId());
            assertThat(parent.getSpanId()).isEqualTo(RENDER.getSpanId());
            assertThat(parent.isRemote()).isTrue();
        });
        assertThat(worker.getCurrentContext()).as("handed on as it came").isEqualTo(client.getCurrentContext());
    }

    @Test
    void whatComesWithoutATraceHasNone() {
        TraceCarrier worker = new TraceCarrier();
        worker.setCurrentContext(worker.deserializeContext(Map.of()));

        assertThat(Span.fromContext(worker.context()).getSpanContext().isValid())
                .isFalse();
    }
}
