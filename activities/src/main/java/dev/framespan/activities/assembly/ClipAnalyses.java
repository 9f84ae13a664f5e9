package dev.framespan.activities.assembly;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is known of clips, each decoded once: what was found out or made before is found again by the clip's bytes. */
public final class ClipAnalyses {
    private final MediaEngine engine;
    private final CutFiles files;
    private final DerivedAssets derived;

    public ClipAnalyses(Store store, MediaEngine engine) {
        this.engine = engine;
        this.files = new CutFiles(store);
        this.derived = new DerivedAssets(store);
    }

    /**
     * Decodes the whole of a clip, unless that was done before.
     *
     * @throws dev.framespan.activities.media.protocol.UnusableMediaException when it cannot be decoded to its end
     */
    AnalysedClip of(Asset clip, ProgressListener progress) throws IOException {
        return of(clip, "", progress);
    }

    /**
     * The same of a clip of which more is known.
     *
     * @param whose for messages: "shot gull: ", or nothing
     * @throws dev.framespan.activities.media.protocol.UnusableMediaException when it cannot be decoded to its end
     */
    AnalysedClip of(Asset clip, String whose, ProgressListener progress) throws IOException {
        return of(clip, () -> files.intact(clip, whose), progress);
    }

    /**
     * The same of a clip whose bytes were looked at just now.
     *
     * @throws dev.framespan.activities.media.protocol.UnusableMediaException when it cannot be decoded to its end
     */
    public AnalysedClip of(Asset clip, Path file, ProgressListener progress) throws IOException {
        return of(clip, () -> file, progress);
    }

    private AnalysedClip of(Asset clip, DerivedAssets.Making<Path> file, ProgressListener progress) throws IOException {
        String key = DerivedAssets.key("analyse", engine.version(), clip.sha256());
        return derived.ofAll(key, AnalysedClip.class, made -> List.of(made.preview()), () -> {
            try (CutFiles.Scratch preview = files.scratch(MediaType.Y4M)) {
                ClipAnalysis analysis = engine.analyse(file.make(), preview.file(), progress);
                return analysed(clip, analysis, preview);
            }
        });
    }

    /** @param whose for messages: "shot gull: ", or nothing */
    AnalysedClip conformed(Asset clip, String whose, Format format, Fit fit, ProgressListener progress)
            throws IOException {
        String key = DerivedAssets.key(
                "conformed", engine.version(), Payloads.json().writeValueAsString(format), fit.name(), clip.sha256());
        return derived.ofAll(key, AnalysedClip.class, made -> List.of(made.clip(), made.preview()), () -> {
            try (CutFiles.Scratch out = files.scratch(MediaType.MP4);
                    CutFiles.Scratch preview = files.scratch(MediaType.Y4M)) {
                Path file = files.intact(clip, whose);
                CrashPoint.CONFORMING.passing();
                ClipAnalysis analysis = engine.conform(file, format, fit, out.file(), preview.file(), progress);
                CrashPoint.CONFORMED.passing();
                return analysed(files.keep(out.file(), MediaType.MP4), analysis, preview);
            }
        });
    }

    /**
     * Preview frames of a part of a clip, as if it were a clip of its own.
     *
     * @param whose for messages: "shot gull: ", or nothing
     */
    Asset preview(AnalysedClip clip, String whose, FrameRange range, ProgressListener progress) throws IOException {
        if (range.equals(new FrameRange(0, clip.facts().frames()))) {
            return clip.preview();
        }
        String key =
                DerivedAssets.key("preview", engine.version(), clip.clip().sha256(), range.from() + "-" + range.to());
        return derived.of(key, Asset.class, made -> made, () -> {
            try (CutFiles.Scratch preview = files.scratch(MediaType.Y4M)) {
                FrameSpan span = new FrameSpan(files.intact(clip.clip(), whose), range.from(), range.to());
                engine.preview(span, preview.file(), progress);
                return files.keep(preview.file(), MediaType.Y4M);
            }
        });
    }

    private AnalysedClip analysed(Asset clip, ClipAnalysis analysis, CutFiles.Scratch preview) throws IOException {
        return new AnalysedClip(
                clip,
                analysis.facts(),
                analysis.packets(),
                files.keep(preview.file(), MediaType.Y4M),
                analysis.whyNotCopied());
    }
}
