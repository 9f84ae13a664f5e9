package dev.framespan.workflows.waiting;

import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import io.temporal.workflow.CompletablePromise;
import java.time.Duration;

/**
 * What is to be made.
 *
 * @param request null where something that it is made from is not there
 * @param made the promise of it
 * @param refused why it was not made when it was asked for last; null where it was not asked for before
 * @param met how often a child of an earlier run of the film was still at it
 * @param tries how often it was asked for again by itself
 */
public record WantedTake(
        String id, GenerationRequest request, CompletablePromise<Take> made, Stop refused, int met, int tries) {
    private static final long MOST_SECONDS_BETWEEN_LOOKS = 60;

    public WantedTake(String id, GenerationRequest request, CompletablePromise<Take> made) {
        this(id, request, made, null, 0, 0);
    }

    public WantedTake refused(Stop stop) {
        return new WantedTake(id, request, made, stop, met, tries);
    }

    public WantedTake afterEarlier() {
        return new WantedTake(id, request, made, refused, met + 1, tries);
    }

    public WantedTake again() {
        return new WantedTake(id, request, made, null, met, tries + 1);
    }

    /** Longer each time: tasks take minutes, and each look costs events. */
    public Duration untilNextLook() {
        return Duration.ofSeconds(Math.min(MOST_SECONDS_BETWEEN_LOOKS, 2L << Math.min(met, 5)));
    }
}
