package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.WorkIdentity;

/**
 * What a studio takes as given for everything it makes.
 *
 * @param film the film's id, and the first part of every child workflow's id
 * @param width of the film's frame in pixels, even
 * @param height of the film's frame in pixels, even
 * @param rate frames a second as a fraction, {@code 24/1}; null takes the first clip's
 * @param maxParallel how many of the film's tasks may be at the provider at once, at least 1
 * @param identity which store's workers do the work, and which provider is paid; null in workflows from before messages carried it, whose
 *     work goes to the queues of {@link dev.framespan.workflows.generation.TaskQueues#WITHOUT_IDENTITY}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudioSettings(String film, int width, int height, String rate, int maxParallel, WorkIdentity identity) {
    public StudioSettings {
        if (film == null) {
            throw StopFailures.because("film", "a film has an id");
        }
        if (maxParallel < 1) {
            throw StopFailures.because(film, "at least one task at a time, not " + maxParallel);
        }
    }

    /** Whether the studio's work has queues of its own; work from before messages carried an identity has not. */
    boolean hasIdentity() {
        return identity != null && identity.realm() != null;
    }
}
