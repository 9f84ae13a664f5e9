package dev.framespan.starter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.starter.exit.SafeStackTrace;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.text.SafeText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The only way out for words: results to the standard output, messages and progress to the standard error stream, always UTF-8. What
 * is handed in is one line and comes out as one, from whatever source: see {@link SafeText}.
 */
public final class Console {
    private static final String NAME = "framespan: ";

    private final PrintStream out;
    private final PrintStream err;
    private volatile boolean logs;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** That of this process. */
    public static Console ofProcess() {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** From now on messages are lines of a log: one JSON object each, as {@link JsonLog} writes them. */
    void sayAsJson() {
        logs = true;
    }

    /** A line of what the command was asked for. */
    void result(String line) {
        out.println(SafeText.line(line));
    }

    /** A line beside the result. */
    void tell(String line) {
        err.println(logs ? JsonLog.line("INFO", line) : SafeText.line(line));
    }

    /** A message by Framespan itself. */
    void say(String message) {
        tell(logs ? message : NAME + message);
    }

    /** Why a command fails. */
    void complain(String message) {
        if (logs) {
            err.println(JsonLog.line("ERROR", message));
        } else {
            say(message);
        }
    }

    /** A question, whose answer is typed behind it. */
    void ask(String question) {
        err.print(SafeText.line(question));
        err.flush();
    }

    /** What led to a failure. */
    void trace(Throwable failure) {
        if (logs) {
            err.println(JsonLog.line("ERROR", failure));
        } else {
            SafeStackTrace.by(failure).printStackTrace(err);
        }
    }

    /** One JSON object, on one line. */
    void json(Object object) {
        try {
            out.println(SafeText.json(Payloads.json().writeValueAsString(object)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of comma-separated values, which end as RFC 4180 says on every system. */
    void csv(String line) {
        out.print(SafeText.line(line) + "\r\n");
        out.flush();
    }

    /** For help and version alone: they are words of this program, and may have colours. */
    PrintWriter help() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }
}
