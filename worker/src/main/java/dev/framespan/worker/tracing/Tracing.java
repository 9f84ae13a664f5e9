package dev.framespan.worker.tracing;

import dev.framespan.activities.provider.Provider;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Traces of films, from {@code render} to the provider's calls, for OpenTelemetry. Off unless the field's own variables name an exporter:
 * then nothing of OpenTelemetry is loaded.
 */
public interface Tracing extends AutoCloseable {
    Tracing OFF = new Tracing() {};

    /** What is traced, until it is closed. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * As OpenTelemetry's variables say.
     *
     * @param environment in which {@code OTEL_EXPORTER_OTLP_ENDPOINT} or {@code OTEL_TRACES_EXPORTER} turns it on
     * @throws IllegalArgumentException when one of them has a value that it cannot have, in a sentence
     */
    static Tracing of(Map<String, String> environment) {
        return isWanted(environment) ? ExportedTraces.open() : OFF;
    }

    private static boolean isWanted(Map<String, String> environment) {
        boolean off = "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))
                || "none".equals(environment.get("OTEL_TRACES_EXPORTER"));
        return !off
                && List.of("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                        .stream()
                        .anyMatch(name -> Optional.ofNullable(environment.get(name))
                                .filter(value -> !value.isBlank())
                                .isPresent());
    }

    /** Begins a trace, of which everything in this process is a part that is a part of no other. */
    default Running begin(String name) {
        return () -> {};
    }

    /** What carries a trace from a client into workflows, and from these into their children and activities. */
    default List<ContextPropagator> propagators() {
        return List.of();
    }

    /** What traces activities. */
    default List<WorkerInterceptor> interceptors() {
        return List.of();
    }

    /** The same provider; its calls are traced. */
    default Provider provider(Provider provider) {
        return provider;
    }

    /** Exports what was not exported yet. */
    @Override
    default void close() {}
}
