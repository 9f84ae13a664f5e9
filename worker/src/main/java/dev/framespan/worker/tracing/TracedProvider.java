package dev.framespan.worker.tracing;

import dev.framespan.activities.provider.Provider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A provider of which each call is a span; prompts and addresses are in none. */
final class TracedProvider implements InvocationHandler {
    private static final Set<String> CALLS = Set.of("submit", "speak", "status", "origin", "cancel", "probe");
    private static final String CLOSE = "close";

    private final Provider provider;
    private final Tracer tracer;

    private TracedProvider(Provider provider, Tracer tracer) {
        this.provider = provider;
        this.tracer = tracer;
    }

    static Provider of(Provider provider, Tracer tracer) {
        return (Provider) Proxy.newProxyInstance(
                Provider.class.getClassLoader(),
                new Class<?>[] {Provider.class, AutoCloseable.class},
                new TracedProvider(provider, tracer));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals(CLOSE)) {
            if (provider instanceof AutoCloseable closing) {
                closing.close();
            }
            return null;
        }
        return CALLS.contains(method.getName()) ? traced(method, arguments) : called(method, arguments);
    }

    private Object traced(Method method, Object[] arguments) throws Throwable {
        Span span = tracer.spanBuilder("provider " + method.getName())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("server.address", provider.realm())
                .startSpan();
        try (Scope current = span.makeCurrent()) {
            return called(method, arguments);
        } catch (Throwable failure) {
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            throw failure;
        } finally {
            span.end();
        }
    }

    private Object called(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(provider, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
