package dev.framespan.starter.film;

import dev.framespan.film.FilmResult;

/** How following a film has ended. */
public sealed interface Followed {
    /** The workflow returned. */
    record Ended(FilmResult result) implements Followed {}

    /** Somebody cancelled it. */
    record Cancelled() implements Followed {}

    /** @param reason for people */
    record Failed(String reason) implements Followed {}

    /** The process that made it, and the server with it, is gone; the film is not. */
    record Abandoned() implements Followed {}

    /** Somebody pressed Ctrl-C here. */
    record Interrupted() implements Followed {}
}
