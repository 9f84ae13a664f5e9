package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TakeKind;
import java.time.Instant;
import java.util.Objects;

/**
 * How one still, clip or speech stands.
 *
 * @param id of the keyframe, shot or speech
 * @param still whether it is a still; else it is a clip, or speech
 * @param state where it is on its way
 * @param workflow id of the child workflow that makes it; null before it is in progress, and for a picture of one's own
 * @param sharedWith the id of an equal request whose take this one shows; null where it has its own
 * @param take what was made; null before
 * @param stop why it stopped; null where it did not
 * @param speech true for speech; null for a still or clip
 * @param since when it was parked; null where it is not, and in films that park nothing but what a limit has no room for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Item(
        String id,
        boolean still,
        State state,
        String workflow,
        String sharedWith,
        Take take,
        Stop stop,
        Boolean speech,
        Instant since) {
    @JsonCreator
    public Item {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
    }

    /** One that waits for no answer. */
    public Item(
            String id,
            boolean still,
            State state,
            String workflow,
            String sharedWith,
            Take take,
            Stop stop,
            Boolean speech) {
        this(id, still, state, workflow, sharedWith, take, stop, speech, null);
    }

    /** A still or clip. */
    public Item(String id, boolean still, State state, String workflow, String sharedWith, Take take, Stop stop) {
        this(id, still, state, workflow, sharedWith, take, stop, null, null);
    }

    /** What is made. */
    public TakeKind kind() {
        if (Boolean.TRUE.equals(speech)) {
            return TakeKind.SPEECH;
        }
        return still ? TakeKind.STILL : TakeKind.CLIP;
    }

    /** Where it is on its way. */
    public enum State {
        /** For its pictures, or for a permit. */
        WAITING,
        @JsonProperty("IN_MOTION")
        IN_PROGRESS,
        /** For a larger budget, and its stop says how large; for the next day; or for an answer. */
        PARKED,
        DONE,
        STOPPED,
        /** A picture it needs has stopped, or the account has: it was not begun. */
        BLOCKED,
        /** The operator has left it out. */
        SKIPPED
    }

    /** Whether it is parked until the limit of another day counts, and then goes on by itself. */
    @JsonIgnore
    public boolean waitsForNextDay() {
        return state == State.PARKED && stop != null && stop.waitsForNextDay();
    }

    /** One that is not begun. */
    public static Item waiting(String id, TakeKind kind) {
        return shared(id, kind, null);
    }

    static Item shared(String id, TakeKind kind, String with) {
        return new Item(
                id,
                kind == TakeKind.STILL,
                State.WAITING,
                null,
                with,
                null,
                null,
                kind == TakeKind.SPEECH ? true : null,
                null);
    }

    Item inProgress(String child) {
        return new Item(id, still, State.IN_PROGRESS, child, sharedWith, null, null, speech, null);
    }

    Item parked(Stop why) {
        return new Item(id, still, State.PARKED, null, sharedWith, null, why, speech, null);
    }

    /** @param answerable since when an answer is waited for */
    public Item parked(Stop why, Instant answerable) {
        return new Item(id, still, State.PARKED, null, sharedWith, null, why, speech, answerable);
    }

    /** Waiting once more. */
    Item again() {
        return new Item(id, still, State.WAITING, null, sharedWith, null, null, speech, null);
    }

    Item skipped(Stop why) {
        return new Item(id, still, State.SKIPPED, null, sharedWith, null, why, speech, null);
    }

    Item done(Take result) {
        return new Item(id, still, State.DONE, workflow, sharedWith, result, null, speech, null);
    }

    Item stopped(Stop why) {
        return new Item(id, still, State.STOPPED, workflow, sharedWith, null, why, speech, null);
    }

    Item blocked() {
        return new Item(id, still, State.BLOCKED, workflow, sharedWith, null, null, speech, null);
    }
}
