package dev.framespan.activities.media.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framespan.activities.media.Piece;
import dev.framespan.activities.media.Thumbnail;
import dev.framespan.assembly.Format;
import dev.framespan.asset.MediaType;
import java.nio.file.Path;
import java.util.List;

/** What the engine's process is asked to do: one line of JSON on its standard input. Files only, never a URL. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Job.Version.class, name = "version"),
    @JsonSubTypes.Type(value = Job.Decode.class, name = "decode"),
    @JsonSubTypes.Type(value = Job.Conform.class, name = "conform"),
    @JsonSubTypes.Type(value = Job.Join.class, name = "join"),
    @JsonSubTypes.Type(value = Job.Sheet.class, name = "sheet")
})
public sealed interface Job {
    /** Answered with a text that changes whenever results would: FFmpeg's version and the encoder. */
    record Version() implements Job {}

    /** Answered with {@link dev.framespan.asset.MediaFacts}. */
    record Decode(Path file, MediaType type) implements Job {}

    /** Answered with the {@link dev.framespan.asset.MediaFacts} of what was written. */
    record Conform(Path file, Format format, Path out) implements Job {}

    /** Answered with the {@link dev.framespan.asset.MediaFacts} of what was written. */
    record Join(List<Piece> pieces, Format format, Path out) implements Job {
        public Join {
            pieces = List.copyOf(pieces);
        }
    }

    /** Answered with a list of warnings. */
    record Sheet(List<Thumbnail> thumbnails, Path out) implements Job {
        public Sheet {
            thumbnails = List.copyOf(thumbnails);
        }
    }
}
