package dev.framespan.simulator.task;

import dev.framespan.simulator.order.Marker;
import java.util.Optional;

/** Why a task failed, as {@code error} tells it. */
public record Failure(String code, String message) {
    /** The code of everything that is the provider's fault. */
    public static final String TASK_FAILED = "task_failed";
    /** The code of a prompt or picture that the provider does not accept. */
    public static final String POLICY = "content_policy_violation";

    public static Failure byProvider(String message) {
        return new Failure(TASK_FAILED, message);
    }

    public static Failure byPolicy(String message) {
        return new Failure(POLICY, message);
    }

    /** The failure that a marker in the prompt asks for. */
    static Optional<Failure> askedForBy(String prompt) {
        if (prompt.contains(Marker.BLOCKED.text())) {
            return Optional.of(byPolicy("the result was blocked by the content policy"));
        }
        if (prompt.contains(Marker.BROKEN.text())) {
            return Optional.of(byProvider("internal error while generating"));
        }
        return Optional.empty();
    }
}
