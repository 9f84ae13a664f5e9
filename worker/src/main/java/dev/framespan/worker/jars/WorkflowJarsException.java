package dev.framespan.worker.jars;

import java.util.List;

/** Jars of workflows that a worker does not host: a sentence for each reason, with the jar, and what helps. */
public final class WorkflowJarsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkflowJarsException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
