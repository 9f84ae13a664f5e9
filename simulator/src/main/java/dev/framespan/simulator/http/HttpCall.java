package dev.framespan.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.task.AtomicFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/** A request, its path in pieces and its body within bounds. */
final class HttpCall {
    private static final int LARGEST_BODY = 1_000_000;
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.\\-]{1,253}(:\\d{1,5})?|\\[[0-9a-fA-F:]+](:\\d{1,5})?");

    private final HttpExchange exchange;
    private final List<String> path;

    HttpCall(HttpExchange exchange) {
        this.exchange = exchange;
        this.path = List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
    }

    /** The pieces of the path. */
    List<String> path() {
        return path;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    boolean is(String method, String... pieces) {
        if (!method().equals(method) || path.size() != pieces.length) {
            return false;
        }
        for (int i = 0; i < pieces.length; i++) {
            if (!pieces[i].equals("*") && !pieces[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The address under which the caller reached this server: what it can reach links under, too. */
    String origin() {
        String host = header("Host");
        if (HOST.matcher(host).matches()) {
            return "http://" + host;
        }
        return "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
    }

    /** @throws Refusal 400, 413 or 415 when the body is no JSON document of reasonable size */
    JsonNode json() throws Refusal, IOException {
        String type = header("Content-Type").split(";", 2)[0].trim();
        if (!type.equalsIgnoreCase("application/json")) {
            throw Refusal.transport(415, "unsupported_media_type", "Content-Type must be application/json");
        }
        byte[] body;
        try (InputStream stream = exchange.getRequestBody()) {
            body = stream.readNBytes(LARGEST_BODY + 1);
        }
        if (body.length > LARGEST_BODY) {
            throw Refusal.transport(413, "request_too_large", "the body is larger than " + LARGEST_BODY + " bytes");
        }
        try {
            JsonNode json = AtomicFolder.JSON.readTree(body);
            if (json == null || json.isMissingNode()) {
                throw Refusal.parameter("the body is empty");
            }
            return json;
        } catch (JsonProcessingException malformed) {
            throw Refusal.parameter("the body is no JSON: " + malformed.getOriginalMessage());
        }
    }
}
