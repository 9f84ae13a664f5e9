package dev.framespan.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.HashMap;
import java.util.Map;

/**
 * Carries a trace in the headers of workflows and activities, as W3C's {@code traceparent}. A workflow hands on what it was begun with, and
 * traces nothing itself: what it does again when it is replayed happens once.
 */
final class TraceCarrier implements ContextPropagator {
    private static final String PARENT = "traceparent";
    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> map) {
            return map.keySet();
        }

        @Override
        public String get(Map<String, String> map, String key) {
            return map == null ? null : map.get(key);
        }
    };

    private final ThreadLocal<String> carried = new ThreadLocal<>();
    private volatile String begun;

    /** What is a part of no other trace is a part of this one. */
    void startWith(Span span) {
        begun = parent(Context.root().with(span));
    }

    /** The trace that the activity of this thread is a part of. */
    Context context() {
        String parent = carried.get();
        return parent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(PARENT, parent), GETTER);
    }

    private static String parent(Context context) {
        Map<String, String> map = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, map, Map::put);
        return map.get(PARENT);
    }

    @Override
    public String getName() {
        return "dev.framespan.trace";
    }

    @Override
    public Map<String, Payload> serializeContext(Object context) {
        return DefaultDataConverter.STANDARD_INSTANCE
                .toPayload(context)
                .map(payload -> Map.of(PARENT, payload))
                .orElse(Map.of());
    }

    @Override
    public Object deserializeContext(Map<String, Payload> header) {
        Payload payload = header.get(PARENT);
        return payload == null
                ? null
                : DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, String.class, String.class);
    }

    @Override
    public Object getCurrentContext() {
        return carried.get() == null ? begun : carried.get();
    }

    @Override
    public void setCurrentContext(Object context) {
        carried.set((String) context);
    }
}
