package dev.framespan.starter.follow;

import dev.framespan.workflows.film.FilmResult;

/** How following a film has ended. */
public sealed interface FollowResult {
    /** The workflow returned. */
    record Ended(FilmResult result) implements FollowResult {}

    /** A person cancelled it. */
    record Cancelled() implements FollowResult {}

    /** @param reason for people */
    record Failed(String reason) implements FollowResult {}

    /** The process that made it, and the server with it, is gone; the film is not. */
    record Abandoned() implements FollowResult {}

    /** The person pressed Ctrl-C here. */
    record Interrupted() implements FollowResult {}
}
