package dev.framespan.simulator.http;

import dev.framespan.simulator.fault.Fault;
import dev.framespan.simulator.fault.Faults;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.Refusal;
import java.util.Optional;

/** Carries out faults on answers. */
final class Mischiefs {
    private final Faults faults;

    Mischiefs(Faults faults) {
        this.faults = faults;
    }

    Optional<Fault> strike(Fault.Spot spot, Order order) {
        return faults.strike(
                spot, new Fault.Subject(order.prompt(), order.model().id(), order.action()));
    }

    /** A refusal, and what becomes of it on its way: a gateway that is out of order does not read what it carries. */
    Answer refusal(Fault.Spot spot, Refusal refusal) {
        Answer ready = Answer.refusal(refusal);
        return faults.strike(spot, new Fault.Subject("", "", ""), Mischiefs::concernsAnswers)
                .map(fault -> spoil(fault, ready))
                .orElse(ready);
    }

    private static boolean concernsAnswers(Fault fault) {
        return switch (fault.mischief()) {
            case FAIL, FAIL_POLICY, OLD_FORM -> false;
            default -> true;
        };
    }

    /** The error that a fault answers with, in the provider's form unless the fault brings its own body. */
    static Answer error(Fault fault) {
        int status = fault.number();
        Answer answer = fault.body() == null
                ? Answer.error(status, status == 429 ? "rate_limit_exceeded" : "server_error", "status " + status)
                : Answer.of(
                        status,
                        "text/html; charset=utf-8",
                        fault.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return fault.retryAfter() == null ? answer : answer.with("Retry-After", String.valueOf(fault.retryAfter()));
    }

    /** A 302 to where nobody is. */
    static Answer redirect() {
        return new Answer(302, java.util.Map.of("Location", "http://127.0.0.1:9/elsewhere"), new byte[0]);
    }

    /** What becomes of an answer that is ready, on status and cancel calls and on what was accepted. */
    static Answer spoil(Fault fault, Answer ready) {
        pause(fault);
        return switch (fault.mischief()) {
            case STATUS, ACCEPT_THEN_STATUS -> error(fault);
            case GARBLED -> ready.cut();
            case HTML -> Answer.html(200);
            case REDIRECT -> redirect();
            case NOT_FOUND -> Answer.error(404, "task_not_found", "no such task");
            case DROP, DROP_AFTER_ACCEPT, DROP_BEFORE_ACCEPT -> throw new Answer.Dropped();
            case DELAY, OLD_FORM, FAIL, FAIL_POLICY, TRUNCATE, FLIP, STUB, EXPIRED, OVERSIZE -> ready;
        };
    }

    static void pause(Fault fault) {
        long millis = fault.delayMillis() + (fault.mischief() == Fault.Mischief.DELAY ? fault.number() : 0L);
        try {
            Thread.sleep(millis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
