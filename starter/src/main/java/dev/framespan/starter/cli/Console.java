package dev.framespan.starter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.payload.Payloads;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where words go: results to the standard output, messages and progress to the standard error stream. Always UTF-8. */
public record Console(PrintStream out, PrintStream err) {
    private static final String NAME = "framespan: ";

    /** That of this process. */
    public static Console ofProcess() {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** A message by Framespan itself. */
    void say(String message) {
        err.println(NAME + message);
    }

    /** One JSON object, on one line. */
    void json(Object object) {
        try {
            out.println(Payloads.json().writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
