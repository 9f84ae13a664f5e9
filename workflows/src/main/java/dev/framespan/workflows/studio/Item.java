package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framespan.workflows.Internal;
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
    /** @throws NullPointerException without an id or a state */
    @JsonCreator
    public Item {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
    }

    /**
     * One that waits for no answer.
     *
     * @param id of the keyframe, shot or speech
     * @param still whether it is a still
     * @param state where it is on its way
     * @param workflow id of the child workflow that makes it
     * @param sharedWith the id of an equal request whose take this one shows
     * @param take what was made
     * @param stop why it stopped
     * @param speech true for speech
     * @hidden
     */
    @Internal
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

    /**
     * A still or clip.
     *
     * @param id of the keyframe or shot
     * @param still whether it is a still
     * @param state where it is on its way
     * @param workflow id of the child workflow that makes it
     * @param sharedWith the id of an equal request whose take this one shows
     * @param take what was made
     * @param stop why it stopped
     * @hidden
     */
    @Internal
    public Item(String id, boolean still, State state, String workflow, String sharedWith, Take take, Stop stop) {
        this(id, still, state, workflow, sharedWith, take, stop, null, null);
    }

    /** {@return what is made} */
    public TakeKind kind() {
        if (Boolean.TRUE.equals(speech)) {
            return TakeKind.SPEECH;
        }
        return still ? TakeKind.STILL : TakeKind.CLIP;
    }

    /** Where it is on its way. */
    public enum State {
        /** For its pictures, or for a slot. */
        WAITING,
        /** A child workflow is at work on it. */
        @JsonProperty("IN_MOTION")
        IN_PROGRESS,
        /** For a larger budget, and its stop says how large; for the next day; or for an answer. */
        PARKED,
        /** It is made. */
        DONE,
        /** It failed, and its stop says why. */
        STOPPED,
        /** A picture it needs has stopped, or the account has: it was not begun. */
        BLOCKED,
        /** The operator has left it out. */
        SKIPPED
    }

    /** {@return whether it is parked until the limit of another day counts, and then goes on by itself} */
    @JsonIgnore
    public boolean waitsForNextDay() {
        return state == State.PARKED && stop != null && stop.waitsForNextDay();
    }

    /**
     * One that is not begun.
     *
     * @param id of the keyframe, shot or speech
     * @param kind what is made
     * @return how it stands
     * @hidden
     */
    @Internal
    public static Item waiting(String id, TakeKind kind) {
        return shared(id, kind, null);
    }

    /**
     * The same under another id.
     *
     * @param other id
     * @param with the id of an equal request whose take it shows; null where it has its own
     * @return how it stands
     * @hidden
     */
    @Internal
    public Item called(String other, String with) {
        return new Item(other, still, state, workflow, with, take, stop, speech, since);
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

    /**
     * The same, which waits for an answer.
     *
     * @param why it stopped
     * @param answerable since when
     * @return how it stands
     * @hidden
     */
    @Internal
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
