package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framespan.activities.http.ScriptedServer;

/** Answers from which it cannot be told whether the provider did what it was asked to. */
enum Doubt {
    NONE_AT_ALL(ScriptedServer.hangsUp()),
    BREAKS_OFF(ScriptedServer.breaksOffAfter("{\"task".getBytes(UTF_8), 500)),
    EMPTY(answers(200, "")),
    NO_CONTENT(answers(204, "")),
    NO_JSON(answers(200, "<html>welcome</html>")),
    ANOTHER_JSON(answers(200, "[]")),
    NULL(answers(200, "null")),
    NO_FIELD(answers(200, "{}")),
    TIMEOUT(answers(408, "")),
    NO_KNOWN_STATUS(answers(418, "")),
    OUT_OF_ORDER(answers(500, "{\"error\":\"so it is\"}")),
    GATEWAY(answers(502, "<html><body><h1>Bad\n\u001b[31mGateway</h1>" + "x".repeat(5_000) + "</body></html>")),
    NOT_NOW(answers(503, "", "Retry-After", "0")),
    GATEWAY_TIMEOUT(answers(504, ""));

    private final ScriptedServer.Line line;

    Doubt(ScriptedServer.Line line) {
        this.line = line;
    }

    ScriptedServer.Line line() {
        return line;
    }
}
