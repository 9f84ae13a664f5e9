package dev.framespan.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.task.AtomicFolder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent back: status, headers, content. */
record Response(int status, Map<String, String> headers, byte[] content) {
    static final String HTML_PAGE =
            "<html><head><title>One moment</title></head><body><h1>We will be right back</h1></body></html>";

    Response {
        headers = Map.copyOf(headers);
    }

    static Response json(int status, JsonNode body) {
        try {
            return of(status, "application/json", AtomicFolder.JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Response of(int status, String type, byte[] content) {
        return new Response(status, Map.of("Content-Type", type), content);
    }

    static Response html(int status) {
        return of(status, "text/html; charset=utf-8", HTML_PAGE.getBytes(StandardCharsets.UTF_8));
    }

    /** The error as a store of files answers it. */
    static Response xml(int status, String code, String message) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error>\n";
        return of(status, "application/xml", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The error as the provider's task calls answer it. */
    static Response error(int status, String code, String message) {
        ObjectNode body = AtomicFolder.JSON.createObjectNode();
        body.putObject("error").put("message", message).put("code", code);
        return json(status, body);
    }

    static Response refusal(Refusal refusal) {
        Response answer = error(refusal.status(), refusal.code(), refusal.getMessage());
        return refusal.retryAfterSeconds() > 0
                ? answer.with("Retry-After", String.valueOf(refusal.retryAfterSeconds()))
                : answer;
    }

    /** The error as the provider's synchronous calls answer it: with a type beside its code. */
    static Response typed(Refusal refusal) {
        ObjectNode body = AtomicFolder.JSON.createObjectNode();
        body.putObject("error")
                .put("message", refusal.getMessage())
                .put("type", "invalid_request_error")
                .put("code", refusal.code());
        return json(refusal.status(), body);
    }

    Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, content);
    }

    /** The same, with the content cut in the middle. */
    Response cut() {
        return new Response(status, headers, Arrays.copyOf(content, content.length / 2));
    }

    /** The connection is closed instead of an answer, or in the middle of one. */
    static final class Dropped extends RuntimeException {
        private final transient Response partial;

        Dropped() {
            this(null);
        }

        /** @param partial of which the first half is sent before the connection is closed; null for nothing at all */
        Dropped(Response partial) {
            super("dropped on demand", null, false, false);
            this.partial = partial;
        }

        Response partial() {
            return partial;
        }
    }
}
