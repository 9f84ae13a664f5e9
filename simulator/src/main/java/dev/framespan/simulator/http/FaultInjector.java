package dev.framespan.simulator.http;

import dev.framespan.simulator.fault.Effect;
import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.fault.InjectedFaults;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.Refusal;
import java.util.Optional;

/** Carries out faults on answers. */
final class FaultInjector {
    private final InjectedFaults faults;

    FaultInjector(InjectedFaults faults) {
        this.faults = faults;
    }

    Optional<InjectedFault> take(InjectedFault.Point point, Order order) {
        return take(
                point, new InjectedFault.Subject(order.prompt(), order.model().id(), order.action()));
    }

    Optional<InjectedFault> take(InjectedFault.Point point, InjectedFault.Subject subject) {
        return faults.take(point, subject);
    }

    /** A refusal, and what becomes of it on its way: a gateway that is out of order does not read what it carries. */
    Response refusal(InjectedFault.Point point, Refusal refusal) {
        return refusal(point, Response.refusal(refusal));
    }

    /** @param ready the refusal as it is sent */
    Response refusal(InjectedFault.Point point, Response ready) {
        return faults.take(point, new InjectedFault.Subject("", "", ""), fault -> fault.effect()
                        .concernsAnswers())
                .map(fault -> spoil(fault, ready))
                .orElse(ready);
    }

    /** The error that a fault answers with, in the provider's form unless the fault brings its own body. */
    static Response error(InjectedFault fault) {
        int status = fault.number();
        Response answer = fault.body() == null
                ? Response.error(status, status == 429 ? "rate_limit_exceeded" : "server_error", "status " + status)
                : Response.of(
                        status,
                        "text/html; charset=utf-8",
                        fault.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return fault.retryAfter() == null ? answer : answer.with("Retry-After", String.valueOf(fault.retryAfter()));
    }

    /** A 302 to an address on which nothing listens. */
    static Response redirect() {
        return new Response(302, java.util.Map.of("Location", "http://127.0.0.1:9/elsewhere"), new byte[0]);
    }

    /** What becomes of an answer that is ready. */
    static Response spoil(InjectedFault fault, Response ready) {
        pause(fault);
        return changed(fault, ready);
    }

    /** The same at once. */
    static Response changed(InjectedFault fault, Response ready) {
        return switch (fault.effect().answer()) {
            case ERROR -> error(fault);
            case CUT -> ready.cut();
            case HTML -> Response.html(200);
            case REDIRECT -> redirect();
            case NOT_FOUND -> Response.error(404, "task_not_found", "no such task");
            case DROPPED -> throw new Response.Dropped();
            case AS_IT_IS, ENDLESS, EXPIRED, FLIPPED, REPLACED, STUB -> ready;
        };
    }

    static void pause(InjectedFault fault) {
        long millis = fault.delayMillis() + (fault.effect() == Effect.DELAY ? fault.number() : 0L);
        try {
            Thread.sleep(millis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
