package dev.framespan.workflows.storyboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * What is wrong in a storyboard, where, and what would be right.
 *
 * @param severity whether it stops the film
 * @param file as the operator typed it
 * @param line from 1; 0, and absent in JSON, where the whole file is meant
 * @param column from 1; 0, and absent in JSON, where the whole file is meant
 * @param field such as {@code shots[3].duration}, shots counted from 0; empty where none is meant
 * @param message what is wrong, what is allowed, and the remedy where it can be guessed
 */
public record Fault(
        Severity severity,
        String file,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int line,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int column,
        String field,
        String message) {
    public Fault {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }

    /** As it is shown: {@code examples/storm.yaml:14:38  shots[3].duration: 7 is not possible with …}. */
    @Override
    public String toString() {
        String place = line < 1 ? file : file + ":" + line + ":" + column;
        String kind = severity == Severity.WARNING ? "warning: " : "";
        return place + "  " + kind + (field.isEmpty() ? "" : field + ": ") + message;
    }

    /** How bad it is. */
    public enum Severity {
        /** Nothing is bought before it is mended. */
        FAULT,
        /** Worth knowing before money is spent; the film can be made. */
        WARNING
    }
}
