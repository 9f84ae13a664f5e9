package dev.framespan.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.fault.Effect;
import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.OrderReader;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.task.Account;
import dev.framespan.simulator.task.Failure;
import dev.framespan.simulator.task.Job;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls below {@code /v1}: tasks here, speech by {@link SpeechCalls}. */
final class TaskCalls {
    /** How long a synchronous call waits at the provider's own speed; the pages give no number. */
    private static final long SYNC_MILLIS = 120_000;

    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)");

    private final Account account;
    private final OrderReader reader;
    private final FaultInjector injector;
    private final TaskJson json;
    private final SpeechCalls speech;
    private final String key;

    /** @param key the only key that is accepted; empty accepts any */
    TaskCalls(
            Account account,
            OrderReader reader,
            FaultInjector injector,
            TaskJson json,
            SpeechCalls speech,
            String key) {
        this.account = account;
        this.reader = reader;
        this.injector = injector;
        this.json = json;
        this.speech = speech;
        this.key = key;
    }

    Response answer(HttpCall call) throws Refusal, IOException {
        checkKey(call.header("Authorization"));
        if (call.is("POST", "v1", "tasks")) {
            return submit(call, false);
        }
        if (call.is("POST", "v1", "audio", "speech")) {
            return speech.answer(call);
        }
        if (call.is("POST", "v1", "tasks", "sync")) {
            return submit(call, true);
        }
        if (call.is("GET", "v1", "tasks", "*")) {
            return status(call);
        }
        if (call.is("POST", "v1", "tasks", "*", "cancel")) {
            return cancel(call);
        }
        throw Refusal.unknown("not_found", "no such address: " + call.method() + " /" + String.join("/", call.path()));
    }

    private void checkKey(String authorization) throws Refusal {
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            throw Refusal.key("Authorization: Bearer <key> is required");
        }
        if (!key.isEmpty() && !key.equals(bearer.group(1))) {
            throw Refusal.key("this key is not known");
        }
    }

    private Response submit(HttpCall call, boolean sync) throws Refusal, IOException {
        JsonNode request = call.json();
        Order order;
        try {
            order = reader.read(request);
        } catch (Refusal refusal) {
            return injector.refusal(InjectedFault.Point.submit, refusal);
        }
        Optional<InjectedFault> fault = injector.take(InjectedFault.Point.submit, order);
        if (fault.isPresent() && !fault.get().effect().accepts()) {
            return FaultInjector.spoil(fault.get(), Response.html(200));
        }
        Failure planned = fault.flatMap(TaskCalls::failure)
                .or(() -> injector.take(InjectedFault.Point.task, order).flatMap(TaskCalls::failure))
                .orElse(null);
        Job job = account.accept(request, order, planned);
        boolean old = fault.isPresent() && fault.get().effect() == Effect.OLD_FORM;
        Response ready = sync
                ? await(job, call.origin())
                : Response.json(200, old ? json.acceptedInOldForm(job) : json.accepted(job));
        return fault.isPresent() ? FaultInjector.spoil(fault.get(), ready) : ready;
    }

    private static Optional<Failure> failure(InjectedFault fault) {
        boolean policy = fault.effect() == Effect.FAIL_POLICY;
        if (!policy && fault.effect() != Effect.FAIL) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                Objects.requireNonNullElse(fault.code(), policy ? Failure.POLICY : Failure.TASK_FAILED),
                Objects.requireNonNullElse(fault.message(), "failed on demand")));
    }

    private Response await(Job job, String origin) {
        long until = account.now()
                + Math.max(1_000, Math.round(SYNC_MILLIS / account.settings().speed()));
        while (account.now() < until) {
            if (job.stateAt(account.now()).isFinished()) {
                return Response.json(200, json.status(job, origin));
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return Response.json(200, json.late(job, origin));
    }

    private Response status(HttpCall call) {
        Job job;
        try {
            job = account.find(call.path().get(2));
        } catch (Refusal unknown) {
            return injector.refusal(InjectedFault.Point.status, unknown);
        }
        job.countPoll();
        Optional<InjectedFault> fault = injector.take(InjectedFault.Point.status, job.order());
        Response ready = Response.json(
                200,
                fault.filter(one -> one.effect() == Effect.STATE)
                        .map(one -> json.inState(job, one.word(), call.origin()))
                        .orElseGet(() -> json.status(job, call.origin())));
        return fault.map(one -> FaultInjector.spoil(one, ready)).orElse(ready);
    }

    private Response cancel(HttpCall call) throws Refusal {
        Job job = account.find(call.path().get(2));
        Optional<InjectedFault> fault = injector.take(InjectedFault.Point.cancel, job.order());
        if (fault.isPresent() && fault.get().effect() == Effect.STATUS) {
            return FaultInjector.spoil(fault.get(), Response.html(200)); // the task stays as it is
        }
        Response ready =
                Response.json(200, json.cancelled(account.cancel(job.task().id())));
        return fault.isPresent() ? FaultInjector.spoil(fault.get(), ready) : ready;
    }
}
