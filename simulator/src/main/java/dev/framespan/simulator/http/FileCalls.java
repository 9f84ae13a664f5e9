package dev.framespan.simulator.http;

import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.result.Links;
import dev.framespan.simulator.result.Results;
import dev.framespan.simulator.task.Account;
import dev.framespan.simulator.task.Job;
import dev.framespan.simulator.task.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Downloads of results. They need no key, and answer errors as a store of files does. */
final class FileCalls {
    private static final Pattern NAME = Pattern.compile("(task_[0-9a-z]+)-(\\d{1,3})\\.(mp4|jpg|png)");
    private static final int FLIPPED_BYTES = 256;
    private static final int STUB_BYTES = 94;

    private final Account account;
    private final Links links;
    private final Results results;
    private final FaultInjector injector;

    FileCalls(Account account, Links links, Results results, FaultInjector injector) {
        this.account = account;
        this.links = links;
        this.results = results;
        this.injector = injector;
    }

    Response answer(HttpCall call) throws IOException {
        boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
        if (!reads || call.path().size() != 3) {
            return unknown();
        }
        String name = call.path().get(2);
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return unknown();
        }
        return switch (links.check(call.path().get(1), name)) {
            case UNKNOWN -> unknown();
            case EXPIRED -> expired();
            case VALID -> file(call, parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3));
        };
    }

    private Response file(HttpCall call, String id, int index, String extension) throws IOException {
        Job job;
        try {
            job = account.find(id);
        } catch (Refusal gone) {
            return unknown();
        }
        if (job.stateAt(account.now()) != TaskState.COMPLETED
                || index >= job.order().files()) {
            return unknown();
        }
        Response ready = Response.of(200, type(extension), Files.readAllBytes(results.file(job, index)));
        if (call.method().equals("HEAD")) {
            return ready;
        }
        Optional<InjectedFault> fault = injector.take(InjectedFault.Point.result, job.order());
        return fault.isPresent() ? spoil(fault.get(), ready) : ready;
    }

    /** What becomes of a file that is ready. */
    static Response spoil(InjectedFault fault, Response ready) {
        FaultInjector.pause(fault);
        return switch (fault.effect().answer()) {
            case FLIPPED -> flipped(ready);
            case STUB -> stub(ready);
            case REPLACED -> new Response(200, ready.headers(), fault.body().getBytes(StandardCharsets.UTF_8));
            case EXPIRED -> expired();
            case NOT_FOUND -> unknown();
            case DROPPED -> throw new Response.Dropped(ready);
            case ENDLESS -> ready.with(Server.ENDLESS, "true");
            case AS_IT_IS, CUT, ERROR, HTML, REDIRECT -> FaultInjector.changed(fault, ready);
        };
    }

    private static Response flipped(Response ready) {
        byte[] content = ready.content();
        int middle = content.length / 2;
        for (int i = middle; i < Math.min(content.length, middle + FLIPPED_BYTES); i++) {
            content[i] ^= 0x55;
        }
        return ready;
    }

    private static Response stub(Response ready) {
        byte[] content = ready.content();
        return new Response(200, ready.headers(), Arrays.copyOf(content, Math.min(content.length, STUB_BYTES)));
    }

    private static String type(String extension) {
        return switch (extension) {
            case "mp4" -> "video/mp4";
            case "jpg" -> "image/jpeg";
            default -> "image/png";
        };
    }

    private static Response expired() {
        return Response.xml(403, "AccessDenied", "Request has expired");
    }

    private static Response unknown() {
        return Response.xml(404, "NoSuchKey", "The specified key does not exist.");
    }
}
