package dev.framespan.simulator.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One way to misbehave, on some calls, some number of times.
 *
 * @param match which tasks; null means all
 * @param times how often; null means without end
 * @param skip how many calls pass before the first
 * @param action the mischief, a name of {@link Mischief} in lower case, with a number behind a colon where it has one
 * @param body what an error answers with, instead of the provider's error
 * @param retryAfter seconds, for the header of that name
 * @param delayMillis how long to wait before answering, after whatever is done
 * @param code the failed task's code
 * @param message the failed task's message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InjectedFault(
        Spot on,
        Match match,
        Integer times,
        int skip,
        @JsonProperty("do") String action,
        String body,
        @JsonProperty("retry_after") Integer retryAfter,
        @JsonProperty("delay_ms") int delayMillis,
        String code,
        String message) {

    /** The call on which it happens. */
    public enum Spot {
        submit,
        task,
        status,
        result,
        cancel
    }

    /** What is done. Those that carry a number take it after a colon: {@code status:503}. */
    public enum Mischief {
        /** The task is accepted and charged, then the connection is closed without an answer. */
        DROP_AFTER_ACCEPT,
        /** The connection is closed before anything is accepted. */
        DROP_BEFORE_ACCEPT,
        /** An error answer with this status; nothing is accepted. */
        STATUS,
        /** The task is accepted and charged; an error answer with this status. */
        ACCEPT_THEN_STATUS,
        /** What was asked for is done; the answer is JSON cut in the middle. */
        GARBLED,
        /** The answer is a page of HTML with status 200. */
        HTML,
        /** The answer comes after this many milliseconds. */
        DELAY,
        /** The task is accepted; the answer has the older form. */
        OLD_FORM,
        /** A 302 to another address; nothing is accepted. */
        REDIRECT,
        /** 404, as for a task that never was. */
        NOT_FOUND,
        /** The connection is closed: without an answer, or in the middle of a file. */
        DROP,
        /** The task fails in the end by the provider's fault. */
        FAIL,
        /** The task fails in the end by the content policy. */
        FAIL_POLICY,
        /** The file is cut in the middle, and its length says so. */
        TRUNCATE,
        /** Bits are flipped in the middle of the file; its length is right. */
        FLIP,
        /** 94 bytes instead of the file. */
        STUB,
        /** 403, as for a link that has expired. */
        EXPIRED,
        /** A file of the right beginning that does not end before 3 GB. */
        OVERSIZE
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

    private static final Map<Spot, List<Mischief>> POSSIBLE = Map.of(
            Spot.submit,
            List.of(
                    Mischief.DROP_AFTER_ACCEPT,
                    Mischief.DROP_BEFORE_ACCEPT,
                    Mischief.STATUS,
                    Mischief.ACCEPT_THEN_STATUS,
                    Mischief.GARBLED,
                    Mischief.HTML,
                    Mischief.DELAY,
                    Mischief.OLD_FORM,
                    Mischief.REDIRECT,
                    Mischief.FAIL,
                    Mischief.FAIL_POLICY),
            Spot.task,
            List.of(Mischief.FAIL, Mischief.FAIL_POLICY),
            Spot.status,
            List.of(
                    Mischief.STATUS,
                    Mischief.GARBLED,
                    Mischief.HTML,
                    Mischief.DELAY,
                    Mischief.REDIRECT,
                    Mischief.NOT_FOUND,
                    Mischief.DROP),
            Spot.result,
            List.of(
                    Mischief.STATUS,
                    Mischief.TRUNCATE,
                    Mischief.FLIP,
                    Mischief.STUB,
                    Mischief.HTML,
                    Mischief.EXPIRED,
                    Mischief.DELAY,
                    Mischief.DROP,
                    Mischief.NOT_FOUND,
                    Mischief.REDIRECT,
                    Mischief.OVERSIZE),
            Spot.cancel,
            List.of(
                    Mischief.STATUS,
                    Mischief.GARBLED,
                    Mischief.HTML,
                    Mischief.DELAY,
                    Mischief.NOT_FOUND,
                    Mischief.DROP));

    public InjectedFault {
        if (on == null || action == null) {
            throw new IllegalArgumentException("a fault needs \"on\" and \"do\"");
        }
        if (times != null && times < 0 || skip < 0 || delayMillis < 0) {
            throw new IllegalArgumentException("times, skip and delay_ms must not be negative");
        }
        if (!POSSIBLE.get(on).contains(mischief(action))) {
            throw new IllegalArgumentException("\"" + action + "\" cannot be done on " + on);
        }
        if (hasNumber(mischief(action)) && number(action) < 0) {
            throw new IllegalArgumentException("\"" + action + "\" needs a number, such as status:503 or delay:500");
        }
    }

    public Mischief mischief() {
        return mischief(action);
    }

    /** The number behind the colon: an HTTP status, or milliseconds. */
    public int number() {
        return number(action);
    }

    boolean fits(Spot spot, Subject subject) {
        return on == spot && (match == null || match.fits(subject));
    }

    private static Mischief mischief(String action) {
        String name = action.split(":", 2)[0].toUpperCase(Locale.ROOT);
        if (name.equals("DELAY_MS")) {
            return Mischief.DELAY;
        }
        try {
            return Mischief.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("\"" + action + "\" is nothing that can be done", unknown);
        }
    }

    private static boolean hasNumber(Mischief mischief) {
        return mischief == Mischief.STATUS || mischief == Mischief.ACCEPT_THEN_STATUS || mischief == Mischief.DELAY;
    }

    private static int number(String action) {
        String[] parts = action.split(":", 2);
        boolean valid = parts.length == 2 && parts[1].matches("\\d{1,6}");
        return valid ? Integer.parseInt(parts[1]) : -1;
    }
}
