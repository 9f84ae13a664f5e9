package dev.framespan.simulator.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * One way to misbehave, on some calls, some number of times.
 *
 * @param match which tasks; null means all
 * @param times how often; null means without end
 * @param skip how many calls pass before the first
 * @param action what is done, a name of {@link Effect} in lower case, with a number or a word behind a colon where it has one
 * @param body what an error answers with, instead of the provider's error; of {@link Effect#REPLACE} the file
 * @param retryAfter seconds, for the header of that name
 * @param delayMillis how long to wait before answering, after whatever is done
 * @param code the failed task's code
 * @param message the failed task's message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InjectedFault(
        Point on,
        Match match,
        Integer times,
        int skip,
        @JsonProperty("do") String action,
        String body,
        @JsonProperty("retry_after") Integer retryAfter,
        @JsonProperty("delay_ms") int delayMillis,
        String code,
        String message) {

    /** The call on which the fault is injected. */
    public enum Point {
        submit,
        task,
        status,
        result,
        cancel,
        callback
    }

    /** All given must hold. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Match(@JsonProperty("prompt_contains") String promptContains, String model, String action) {
        boolean fits(Subject subject) {
            return (promptContains == null || subject.prompt().contains(promptContains))
                    && (model == null || model.equals(subject.model()))
                    && (action == null || action.equals(subject.action()));
        }
    }

    /** What a call is about. */
    public record Subject(String prompt, String model, String action) {}

    public InjectedFault {
        if (on == null || action == null) {
            throw new IllegalArgumentException("a fault needs \"on\" and \"do\"");
        }
        if (times != null && times < 0 || skip < 0 || delayMillis < 0) {
            throw new IllegalArgumentException("times, skip and delay_ms must not be negative");
        }
        if (!effect(action).isPossibleOn(on)) {
            throw new IllegalArgumentException("\"" + action + "\" cannot be done on " + on);
        }
        if (effect(action) == Effect.STATE && !action.matches("[^:]+:[a-zA-Z_ -]{1,40}")) {
            throw new IllegalArgumentException("\"" + action + "\" needs a word, such as state:reviewing");
        }
        if (effect(action) == Effect.REPLACE && body == null) {
            throw new IllegalArgumentException("\"" + action + "\" needs a body, which is sent instead of the file");
        }
        if (effect(action).hasNumber() && number(action) < 0) {
            throw new IllegalArgumentException("\"" + action + "\" needs a number, such as status:503 or delay:500");
        }
    }

    public Effect effect() {
        return effect(action);
    }

    /** The number behind the colon: an HTTP status, or milliseconds. */
    public int number() {
        return number(action);
    }

    /** The word behind the colon. */
    public String word() {
        return action.substring(action.indexOf(':') + 1);
    }

    boolean fits(Point point, Subject subject) {
        return on == point && (match == null || match.fits(subject));
    }

    private static Effect effect(String action) {
        String name = action.split(":", 2)[0].toUpperCase(Locale.ROOT);
        if (name.equals("DELAY_MS")) {
            return Effect.DELAY;
        }
        try {
            return Effect.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("\"" + action + "\" is nothing that can be done", unknown);
        }
    }

    private static int number(String action) {
        String[] parts = action.split(":", 2);
        boolean valid = parts.length == 2 && parts[1].matches("\\d{1,6}");
        return valid ? Integer.parseInt(parts[1]) : -1;
    }
}
