package dev.framespan.starter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.starter.exit.SafeStackTrace;
import dev.framespan.worker.management.ObservedActivities;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.text.SafeText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/** What is logged, as one JSON object a line, with the film, shot and task that a line is about where that is known. */
final class JsonLog extends ExtFormatter {
    /** Ours, and of what Temporal's SDK says beside a line the two that tell one workflow and one activity from another. */
    private static final Map<String, String> BESIDE = new LinkedHashMap<>();

    static {
        List.of(ObservedActivities.FILM, ObservedActivities.SHOT, ObservedActivities.TASK)
                .forEach(name -> BESIDE.put(name, name));
        BESIDE.put("WorkflowId", "workflow");
        BESIDE.put("ActivityType", "activity");
    }

    private final boolean traces;

    private JsonLog(boolean traces) {
        this.traces = traces;
    }

    /** Has all that is logged from now on written so. @param traces whether with what led to a failure */
    static void install(boolean traces) {
        install(Logger.getLogger("").getHandlers(), formatter(traces));
    }

    static JsonLog formatter(boolean traces) {
        return new JsonLog(traces);
    }

    private static void install(Handler[] handlers, JsonLog format) {
        for (Handler handler : handlers) {
            handler.setFormatter(format);
            if (handler instanceof ExtHandler nested) {
                install(nested.getHandlers(), format);
            }
        }
    }

    /** A line that Framespan itself says. */
    static String line(String level, String message) {
        return json(said(Instant.now(), level, message));
    }

    /** What led to a failure. */
    static String line(String level, Throwable failure) {
        Map<String, String> line = said(Instant.now(), level, String.valueOf(failure));
        line.put("trace", trace(SafeStackTrace.by(failure)));
        return json(line);
    }

    private static Map<String, String> said(Instant at, String level, String message) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", at.toString());
        line.put("level", level);
        line.put("message", SafeText.line(message));
        return line;
    }

    @Override
    public String format(ExtLogRecord logged) {
        Map<String, String> line =
                said(logged.getInstant(), logged.getLevel().getName(), formatMessage((LogRecord) logged));
        Map<String, String> beside = logged.getMdcCopy();
        BESIDE.forEach((name, as) -> {
            if (beside.containsKey(name)) {
                line.put(as, SafeText.line(beside.get(name)));
            }
        });
        line.put("logger", logged.getLoggerName());
        if (traces && logged.getThrown() != null) {
            line.put("trace", trace(logged.getThrown()));
        }
        return json(line) + System.lineSeparator();
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String json(Map<String, String> line) {
        try {
            return SafeText.json(Payloads.json().writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
