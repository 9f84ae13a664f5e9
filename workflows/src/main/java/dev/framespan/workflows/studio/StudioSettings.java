package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.WorkIdentity;
import java.math.BigDecimal;

/**
 * What a studio takes as given for everything it makes.
 *
 * @param film the film's id, and the first part of every child workflow's id
 * @param width of the film's frame in pixels, even
 * @param height of the film's frame in pixels, even
 * @param rate frames a second as a fraction, {@code 24/1}; null takes the first clip's
 * @param maxParallel how many of the film's generations may be begun and not ended at once, at least 1; how many tasks run is the account's to
 *     allow
 * @param identity which store's workers do the work, and which provider is paid, the first one where they pay several: what others make goes
 *     to them by itself; null in workflows from before messages carried it, whose
 *     work goes to the queues of {@link dev.framespan.workflows.generation.TaskQueues#WITHOUT_IDENTITY}
 * @param budgetUsd US dollars that the film may cost, what was bought for it before included; null for no limit. What would go over
 *     it is not submitted, and waits for {@link Studio#raiseBudget}
 * @param catalogue SHA-256 of the catalogue by which the film was priced; a worker with another one stops before it buys. Null for
 *     whatever the worker's says
 * @param priority films of a higher one get the account's permits first; null for 0, as films have that name none
 * @param parks true where what stops waits for an {@linkplain StudioAnswers answer} and everything else goes on; null where its promise
 *     fails
 * @param policies what becomes of what stops before it waits for an answer; null where it waits at once, and where nothing parks
 * @param run id of the run of the film's workflow, where this one makes a scene of it; null where it makes a film of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudioSettings(
        String film,
        int width,
        int height,
        String rate,
        int maxParallel,
        WorkIdentity identity,
        BigDecimal budgetUsd,
        String catalogue,
        Integer priority,
        Boolean parks,
        StopPolicies policies,
        String run) {
    @JsonCreator
    public StudioSettings {
        if (film == null) {
            throw StopFailures.because("film", "a film has an id");
        }
        if (maxParallel < 1) {
            throw StopFailures.because(film, "at least one generation at a time, not " + maxParallel);
        }
        if (budgetUsd != null && budgetUsd.signum() < 0) {
            throw StopFailures.because(film, "a budget is zero or more, not " + budgetUsd);
        }
    }

    /** Without a limit to what it costs. */
    public StudioSettings(String film, int width, int height, String rate, int maxParallel, WorkIdentity identity) {
        this(film, width, height, rate, maxParallel, identity, null, null, null, null, null, null);
    }

    /** The same with a limit in US dollars. */
    public StudioSettings budgetUsd(BigDecimal most) {
        return new StudioSettings(
                film, width, height, rate, maxParallel, identity, most, catalogue, priority, parks, policies, run);
    }

    /** The same before others, or after them: see {@link #priority()}. */
    public StudioSettings priority(int rank) {
        return new StudioSettings(
                film, width, height, rate, maxParallel, identity, budgetUsd, catalogue, rank, parks, policies, run);
    }

    /** The same, where nothing fails because of one shot: what stops waits for an {@linkplain StudioAnswers answer}, however long. */
    public StudioSettings parking() {
        return new StudioSettings(
                film, width, height, rate, maxParallel, identity, budgetUsd, catalogue, priority, true, policies, run);
    }

    /** The same with what becomes of what stops before it waits for an answer. */
    public StudioSettings policies(StopPolicies wanted) {
        return new StudioSettings(
                film, width, height, rate, maxParallel, identity, budgetUsd, catalogue, priority, parks, wanted, run);
    }

    boolean parksWhatStops() {
        return Boolean.TRUE.equals(parks);
    }

    /** Whether the studio's work has queues of its own; work from before messages carried an identity has not. */
    boolean hasIdentity() {
        return identity != null && identity.realm() != null;
    }
}
