package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.text.SafeText;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.common.converter.Values;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why one still or clip stopped, with the evidence.
 *
 * @param kind decides what follows
 * @param id of the shot or keyframe
 * @param take number of the request's take, from 1
 * @param message for the operator: what happened, and the remedy
 * @param submission number of the submission under which it happened; 0 before the first
 * @param task the provider's id of the task; null where there is none
 * @param status of the HTTP answer; null where there was none
 * @param code the provider's own, {@link #REFUSED_LINK} or {@link #KEPT_PRICE}; null where there is none
 * @param again true where the workflow itself is to ask the ledger anew; null where it is to stop
 * @param priceUsd US dollars for which there was no room under a limit; null where it stopped for another reason
 * @param askIn how long to wait before the same is asked for again, for then the limit of another day counts; null where time is no remedy
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
        String code,
        Boolean again,
        BigDecimal priceUsd,
        Duration askIn) {
    /** The code where a result's link is not followed: asking for it again would meet the same. */
    public static final String REFUSED_LINK = "refused_link";

    /** The code where the provider says that it has not given the price back: buying once more is for a person to decide. */
    public static final String KEPT_PRICE = "kept_price";

    /** Longer words of a provider are cut here: payloads stay small. Words that a terminal would obey are made harmless. */
    public static final int LONGEST_MESSAGE = 700;

    /** Cuts the message to {@link #LONGEST_MESSAGE}, and keeps no sign that a terminal would obey. */
    public Stop {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        message = SafeText.cut(SafeText.line(message), LONGEST_MESSAGE);
        task = task == null ? null : SafeText.line(task);
        code = code == null ? null : SafeText.line(code);
    }

    /**
     * Before a submission, and so without a task or an answer.
     *
     * @param kind decides what follows
     * @param id of the shot or keyframe
     * @param take number of the request's take, from 1
     * @param message for the operator: what happened, and the remedy
     * @return the stop
     */
    public static Stop of(FailureKind kind, String id, int take, String message) {
        return new Stop(kind, id, take, message, 0, null, null, null, null, null, null);
    }

    /**
     * The same of what was to be bought.
     *
     * @param kind decides what follows
     * @param purchase that was not made
     * @param message for the operator: what happened, and the remedy
     * @return the stop
     * @hidden
     */
    @Internal
    public static Stop of(FailureKind kind, Purchase purchase, String message) {
        return of(kind, purchase.id(), purchase.request().take(), message);
    }

    /**
     * The same, after a submission.
     *
     * @param submission its number, from 1
     * @param task the provider's; null where it accepted none
     * @return the stop with them
     * @hidden
     */
    @Internal
    public Stop at(int submission, String task) {
        return new Stop(kind, id, take, message, submission, task, status, code, again, priceUsd, askIn);
    }

    /**
     * The same, after an answer.
     *
     * @param status of the HTTP answer; null where there was none
     * @param code the provider's own, or {@link #REFUSED_LINK}; null where there is none
     * @return the stop with them
     * @hidden
     */
    @Internal
    public Stop answered(Integer status, String code) {
        return new Stop(kind, id, take, message, submission, task, status, code, again, priceUsd, askIn);
    }

    /**
     * The same, but not the end: the workflow that gets it asks the ledger anew.
     *
     * @return the stop with that
     * @hidden
     */
    @Internal
    public Stop askedAnew() {
        return new Stop(kind, id, take, message, submission, task, status, code, true, priceUsd, askIn);
    }

    /**
     * Whether the workflow itself is to ask the ledger anew.
     *
     * @return true where it is not the end
     * @hidden
     */
    @Internal
    @JsonIgnore
    public boolean isToBeAskedAnew() {
        return Boolean.TRUE.equals(again);
    }

    /**
     * The same, with what there was no room for.
     *
     * @param usd US dollars
     * @return the stop with that
     * @hidden
     */
    @Internal
    public Stop costing(BigDecimal usd) {
        return new Stop(kind, id, take, message, submission, task, status, code, again, usd, askIn);
    }

    /**
     * The same, but not the end: the workflow that gets it waits so long and asks again.
     *
     * @param time until the same may go well
     * @return the stop with that
     * @hidden
     */
    @Internal
    public Stop askedIn(Duration time) {
        return new Stop(kind, id, take, message, submission, task, status, code, again, priceUsd, time);
    }

    /** {@return whether only a limit of the day keeps it from being made, so that it goes on by itself} */
    @JsonIgnore
    public boolean waitsForNextDay() {
        return kind == FailureKind.DAY_LIMIT && askIn != null;
    }

    /** {@return a failure that Temporal does not retry and that carries this evidence, for a workflow to throw} */
    public ApplicationFailure failure() {
        return ApplicationFailure.newNonRetryableFailure(message, kind.name(), this);
    }

    /**
     * The same, for a failure that came of another one.
     *
     * @param cause the other one
     * @return a failure that Temporal does not retry
     */
    public ApplicationFailure failure(Throwable cause) {
        return ApplicationFailure.newNonRetryableFailureWithCause(message, kind.name(), cause, this);
    }

    /**
     * A failure that says to Temporal that this was cancelled, and carries this evidence.
     *
     * @param cause what cancelled it
     * @return the failure
     * @hidden
     */
    @Internal
    public CanceledFailure cancelled(Throwable cause) {
        return new CanceledFailure(message, new EncodedValues(this), cause);
    }

    /**
     * The evidence that a failure carries, however often it was wrapped on its way through activities and child workflows.
     *
     * @param failure of a promise, or caught
     * @return empty where it carries none, as a bug in workflow code does not
     */
    public static Optional<Stop> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Stop> stop = Optional.empty();
            if (cause instanceof ApplicationFailure application
                    && FailureKind.of(application.getType()).isPresent()) {
                stop = in(application.getDetails());
            } else if (cause instanceof CanceledFailure cancelled) {
                stop = in(cancelled.getDetails());
            }
            if (stop.isPresent()) {
                return stop;
            }
        }
        return Optional.empty();
    }

    private static Optional<Stop> in(Values details) {
        try {
            // Temporal's own cancellations have details that are nothing of ours.
            Object found = details != null && details.getSize() > 0 ? details.get(0, Stop.class) : null;
            return found instanceof Stop stop ? Optional.of(stop) : Optional.empty();
        } catch (DataConverterException e) {
            // A failure that other code made and that only uses the same word.
            return Optional.empty();
        }
    }

    /** {@return what happened and to what, as {@code gull, take 2: refused by content policy}} */
    public String words() {
        return id + ", take " + take + ": " + message;
    }
}
