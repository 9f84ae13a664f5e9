package dev.framespan.starter.follow;

import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.generation.Stop;
import java.util.List;

/** How following a film has ended. */
public sealed interface FollowResult {
    /** The workflow returned. */
    record Ended(FilmReport report) implements FollowResult {}

    /**
     * The film stays open, and all that is left of it waits for the operator.
     *
     * @param stops why
     * @param paused whether nothing new is begun besides
     * @param awaited what its workflow waits for itself; empty for nothing
     */
    record Waits(List<Stop> stops, boolean paused, String awaited) implements FollowResult {
        public Waits {
            stops = List.copyOf(stops);
        }
    }

    /** @param reason why the workflow returned nothing: it failed, or the operator ended it */
    record Failed(String reason) implements FollowResult {}

    /** The process that made it, and the server with it, is gone; the film is not. */
    record Abandoned() implements FollowResult {}

    /** The operator pressed Ctrl-C here. */
    record Interrupted() implements FollowResult {}
}
