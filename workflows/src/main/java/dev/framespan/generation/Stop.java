package dev.framespan.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.text.Harmless;
import io.temporal.failure.ApplicationFailure;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Why one still or clip stopped, with the evidence.
 *
 * @param kind decides what follows
 * @param id of the shot or keyframe
 * @param take of the request
 * @param message for people: what happened, and the cure
 * @param submission number of the submission under which it happened; 0 before the first
 * @param task the provider's task; null where there is none
 * @param status of the HTTP answer; null where there was none
 * @param code the provider's own, or {@link #REFUSED_LINK}; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Stop(
        FailureKind kind,
        String id,
        int take,
        String message,
        int submission,
        String task,
        Integer status,
        String code) {
    /** The code where a result's link is not followed: whoever asks for it again meets the same. */
    public static final String REFUSED_LINK = "refused_link";

    /** Longer words of a provider are cut here: payloads stay small. Words that a terminal would obey are made harmless. */
    public static final int LONGEST_MESSAGE = 700;

    public Stop {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        message = Harmless.cut(Harmless.line(message), LONGEST_MESSAGE);
        task = task == null ? null : Harmless.line(task);
        code = code == null ? null : Harmless.line(code);
    }

    public static Stop of(FailureKind kind, Purchase purchase, String message) {
        return new Stop(kind, purchase.id(), purchase.request().take(), message, 0, null, null, null);
    }

    /** A failure that Temporal does not retry and that carries this evidence. */
    public ApplicationFailure failure() {
        return ApplicationFailure.newNonRetryableFailure(message, kind.name(), this);
    }

    /** The evidence that a failure carries, however often it was wrapped on its way through activities and child workflows. */
    public static Optional<Stop> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure application
                    && Arrays.stream(FailureKind.values())
                            .anyMatch(kind -> kind.name().equals(application.getType()))
                    && application.getDetails().getSize() > 0) {
                return Optional.of(application.getDetails().get(Stop.class));
            }
        }
        return Optional.empty();
    }

    /** {@code shot gull, take 2: refused by content policy}. */
    public String words() {
        return id + ", take " + take + ": " + message;
    }
}
