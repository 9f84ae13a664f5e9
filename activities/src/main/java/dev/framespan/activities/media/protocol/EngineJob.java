package dev.framespan.activities.media.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the engine's process is asked to do: one line of JSON on its standard input. Files only, never a URL; their paths are written as absolute ones. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngineJob.Version.class, name = "version"),
    @JsonSubTypes.Type(value = EngineJob.Decode.class, name = "decode"),
    @JsonSubTypes.Type(value = EngineJob.Screen.class, name = "screen"),
    @JsonSubTypes.Type(value = EngineJob.Conform.class, name = "conform"),
    @JsonSubTypes.Type(value = EngineJob.Sheet.class, name = "sheet"),
    @JsonSubTypes.Type(value = EngineJob.Frame.class, name = "frame"),
    @JsonSubTypes.Type(value = EngineJob.Analyse.class, name = "analyse"),
    @JsonSubTypes.Type(value = EngineJob.Preview.class, name = "preview"),
    @JsonSubTypes.Type(value = EngineJob.Compare.class, name = "compare"),
    @JsonSubTypes.Type(value = EngineJob.Bridge.class, name = "bridge"),
    @JsonSubTypes.Type(value = EngineJob.Assemble.class, name = "assemble"),
    @JsonSubTypes.Type(value = EngineJob.CheckSound.class, name = "check-sound"),
    @JsonSubTypes.Type(value = EngineJob.Mix.class, name = "mix"),
    @JsonSubTypes.Type(value = EngineJob.JoinPictures.class, name = "join-pictures")
})
public sealed interface EngineJob {
    /** Name of the property that says how many threads a codec may use in the engine's process. */
    String THREADS = "framespan.engine.threads";

    /** Name of the property that says how many megabytes the engine's process may take, native memory included. */
    String MEMORY = "framespan.engine.memory";

    /** Megabytes, where that says nothing: a crossfade of 4K needs 3.1 GB. */
    long USUAL_MEMORY = 3_584;

    /** The clips and sounds that it reads, for messages. */
    default List<Path> sources() {
        return List.of();
    }

    /** Answered with a text that changes whenever results would: FFmpeg's version and the encoder. */
    record Version() implements EngineJob {}

    /** Answered with {@link dev.framespan.workflows.asset.MediaFacts}. */
    record Decode(Path file, MediaType type) implements EngineJob {
        @Override
        public List<Path> sources() {
            return List.of(file);
        }
    }

    /** Answered with {@link dev.framespan.workflows.asset.MediaFacts} of a film of our own making, however long it is. */
    record Screen(Path film) implements EngineJob {
        @Override
        public List<Path> sources() {
            return List.of(film);
        }
    }

    /**
     * Answered with the {@link ClipAnalysis} of what was written.
     *
     * @param preview where the {@link PreviewFrames} of what was written are written
     */
    record Conform(Path file, Format format, Fit fit, Path out, Path preview) implements EngineJob {
        @Override
        public List<Path> sources() {
            return List.of(file);
        }
    }

    /** Answered with a list of warnings. */
    record Sheet(List<Thumbnail> thumbnails, Path out) implements EngineJob {
        public Sheet {
            thumbnails = List.copyOf(thumbnails);
        }
    }

    /** Writes one frame of a clip as PNG; answered with its size, {@code 1280x720}. */
    record Frame(Path file, long number, Path out) implements EngineJob {
        @Override
        public List<Path> sources() {
            return List.of(file);
        }
    }

    /** Decodes a clip; answered with a {@link ClipAnalysis}. @param preview where its {@link PreviewFrames} are written */
    record Analyse(Path file, Path preview) implements EngineJob {
        @Override
        public List<Path> sources() {
            return List.of(file);
        }
    }

    /** Writes the {@link PreviewFrames} of a span, as if it were a clip of its own; answered with nothing of use. */
    record Preview(FrameSpan span, Path out) implements EngineJob {
        @Override
        public List<Path> sources() {
            return List.of(span.file());
        }
    }

    /** Answered with one {@link Similarity} for each pair. */
    record Compare(List<FramePair> pairs) implements EngineJob {
        public Compare {
            pairs = List.copyOf(pairs);
        }
    }

    /** Answered with the {@link ClipAnalysis} of what was written. */
    record Bridge(BridgeSpec bridge, Path out) implements EngineJob {
        @Override
        public List<Path> sources() {
            return Stream.of(bridge.left(), bridge.right())
                    .filter(Objects::nonNull)
                    .map(FrameSpan::file)
                    .distinct()
                    .toList();
        }
    }

    /** Answered with the {@link dev.framespan.workflows.asset.MediaFacts} of what was written. */
    record Assemble(FilmSpec film, Path out) implements EngineJob {
        @Override
        public List<Path> sources() {
            return film.spans().stream().map(FrameSpan::file).distinct().toList();
        }
    }

    /** Decodes a sound file whole; answered with {@link SoundFacts}. */
    record CheckSound(Path file, MediaType type) implements EngineJob {
        @Override
        public List<Path> sources() {
            return List.of(file);
        }
    }

    /**
     * Answered with {@link MixFacts}.
     *
     * @param out MP4 with one AAC track
     * @param stems folder into which {@link #STEMS} are written; null for none
     */
    record Mix(MixSpec mix, Path out, Path stems) implements EngineJob {
        @Override
        public List<Path> sources() {
            return Stream.concat(
                            mix.clips().stream().map(MixSpec.ClipPart::file),
                            mix.cues().stream().map(MixSpec.CuePart::file))
                    .distinct()
                    .toList();
        }

        /** Files of {@link FilmSound#STEMS}. */
        public static final List<String> STEMS =
                FilmSound.STEMS.stream().map(name -> name + ".wav").toList();

        /** The mix on its way, which is gone when the job has ended. */
        public Path scratch() {
            return out.resolveSibling(out.getFileName() + ".pcm");
        }

        /** All that the job leaves behind if it succeeds. */
        public List<Path> written() {
            List<Path> files = new ArrayList<>(List.of(out));
            if (stems != null) {
                STEMS.forEach(name -> files.add(stems.resolve(name)));
            }
            return files;
        }
    }

    /**
     * Draws a strip of the frames around each join; answered with the loudest sample, 0 to 1, of each part of a second before and a second
     * after each of them.
     *
     * @param film whose sound is measured; null for none
     * @param folder into which {@code 0.jpg}, {@code 1.jpg} and so on are written
     */
    record JoinPictures(List<JoinPlace> joins, Path film, Path folder) implements EngineJob {
        public JoinPictures {
            joins = List.copyOf(joins);
        }
    }
}
