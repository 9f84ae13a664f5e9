package dev.framespan.simulator.task;

import java.util.Locale;

/** Where a task is: {@code queued → processing → completed | failed}, or {@code queued → cancelled}. */
public enum TaskState {
    QUEUED,
    PROCESSING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** The word in the provider's answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinished() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
