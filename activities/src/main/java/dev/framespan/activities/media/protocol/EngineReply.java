package dev.framespan.activities.media.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * What the engine's process says of its job: one line of JSON on its standard output.
 *
 * @param fraction done, 0 to 1
 * @param message in plain words, of a job that did not succeed; else empty
 * @param result of a job that did; else null in JSON
 */
public record EngineReply(Kind kind, double fraction, String message, JsonNode result) {
    /** All but {@link #PROGRESS} end the job. */
    public enum Kind {
        PROGRESS,
        DONE,
        /** The media are at fault. */
        UNUSABLE,
        /** The media take more memory than the engine's process may, and it has ended. */
        TOO_LARGE,
        /** Each clip is good, but they do not fit together. */
        DISAGREE,
        /** A file could not be read or written. */
        IO,
        /** What was made is not what it was to be, and would not be if it were made again. */
        WRONG,
        /** The engine is at fault. */
        FAILED
    }

    public static EngineReply progress(double fraction) {
        return new EngineReply(Kind.PROGRESS, fraction, "", NullNode.getInstance());
    }

    public static EngineReply done(JsonNode result) {
        return new EngineReply(Kind.DONE, 1, "", result);
    }

    public static EngineReply failure(Kind kind, String message) {
        return new EngineReply(kind, 0, message, NullNode.getInstance());
    }
}
