package dev.framespan.workflows.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is told about a film, as JSON.
 *
 * @param film the film's id
 * @param title for people
 * @param store identity of the film's store
 * @param state {@code waits}, {@code done}, {@code failed} or {@code cancelled}
 * @param waiting what an answer is waited for about, the first {@link #MOST} of it; empty where the film has ended
 * @param more how many more there are; null for none
 * @param at when that came about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notice(
        String film, String title, String store, String state, List<Waiting> waiting, Integer more, Instant at) {
    /** A notice is small, whatever the film. */
    public static final int MOST = 20;

    public Notice {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(state, "state");
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }

    /**
     * Something that an answer is waited for about.
     *
     * @param id of a shot, keyframe or speech
     * @param kind as in {@link dev.framespan.workflows.generation.FailureKind}
     * @param message what happened, and what can be done
     */
    public record Waiting(String id, String kind, String message) {}
}
