package dev.framespan.activities.media.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Path;
import java.util.List;

/** What the engine's process is asked to do: one line of JSON on its standard input. Files only, never a URL. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngineJob.Version.class, name = "version"),
    @JsonSubTypes.Type(value = EngineJob.Decode.class, name = "decode"),
    @JsonSubTypes.Type(value = EngineJob.Conform.class, name = "conform"),
    @JsonSubTypes.Type(value = EngineJob.Join.class, name = "join"),
    @JsonSubTypes.Type(value = EngineJob.Sheet.class, name = "sheet"),
    @JsonSubTypes.Type(value = EngineJob.Frame.class, name = "frame")
})
public sealed interface EngineJob {
    /** Name of the property that says how many threads a codec may use in the engine's process. */
    String THREADS = "framespan.engine.threads";

    /** Answered with a text that changes whenever results would: FFmpeg's version and the encoder. */
    record Version() implements EngineJob {}

    /** Answered with {@link dev.framespan.workflows.asset.MediaFacts}. */
    record Decode(Path file, MediaType type) implements EngineJob {}

    /** Answered with the {@link dev.framespan.workflows.asset.MediaFacts} of what was written. */
    record Conform(Path file, Format format, Path out) implements EngineJob {}

    /** Answered with the {@link dev.framespan.workflows.asset.MediaFacts} of what was written. */
    record Join(List<JoinClip> pieces, Format format, Path out) implements EngineJob {
        public Join {
            pieces = List.copyOf(pieces);
        }
    }

    /** Answered with a list of warnings. */
    record Sheet(List<Thumbnail> thumbnails, Path out) implements EngineJob {
        public Sheet {
            thumbnails = List.copyOf(thumbnails);
        }
    }

    /** Writes one frame of a clip as PNG; answered with its size, {@code 1280x720}. */
    record Frame(Path file, long number, Path out) implements EngineJob {}
}
