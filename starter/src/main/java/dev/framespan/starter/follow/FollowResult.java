package dev.framespan.starter.follow;

import dev.framespan.workflows.film.FilmReport;

/** How following a film has ended. */
public sealed interface FollowResult {
    /** The workflow returned. */
    record Ended(FilmReport report) implements FollowResult {}

    /** @param reason why the workflow returned nothing: it failed, or the operator ended it */
    record Failed(String reason) implements FollowResult {}

    /** The process that made it, and the server with it, is gone; the film is not. */
    record Abandoned() implements FollowResult {}

    /** The operator pressed Ctrl-C here. */
    record Interrupted() implements FollowResult {}
}
