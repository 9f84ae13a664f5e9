package dev.framespan.worker.tracing;

import dev.framespan.activities.provider.Provider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Traces that OpenTelemetry's SDK exports, as its own variables say. */
final class ExportedTraces implements Tracing {
    private static final long GOODBYE_SECONDS = 5;
    // Where the variables say nothing. What is counted Prometheus reads, and the log is a stream.
    private static final Map<String, String> USUAL = Map.of(
            "otel.service.name", "framespan",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final TraceCarrier carrier = new TraceCarrier();

    private ExportedTraces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.framespan");
    }

    static Tracing open() {
        try {
            return new ExportedTraces(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> USUAL)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException | IllegalArgumentException e) {
            // Headers may hold a key.
            String what = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    "the variables OTEL_… cannot be meant"
                            + (what.contains("headers")
                                    ? ": OTEL_EXPORTER_OTLP_HEADERS takes name=value,…"
                                    : ": " + what),
                    e);
        }
    }

    @Override
    public Running begin(String name) {
        Span span = tracer.spanBuilder(name).startSpan();
        carrier.startWith(span);
        return span::end;
    }

    @Override
    public List<ContextPropagator> propagators() {
        return List.of(carrier);
    }

    @Override
    public List<WorkerInterceptor> interceptors() {
        return List.of(new TracedActivities(tracer, carrier));
    }

    @Override
    public Provider provider(Provider provider) {
        return TracedProvider.of(provider, tracer);
    }

    @Override
    public void close() {
        sdk.shutdown().join(GOODBYE_SECONDS, TimeUnit.SECONDS);
    }
}
