package dev.framespan.activities.assembly;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.BridgeSpec;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frames around joins that are encoded: derived assets, so that one shot that changes costs its own two bridges. */
final class Bridges {
    private final MediaEngine engine;
    private final CutFiles files;
    private final DerivedAssets derived;

    Bridges(MediaEngine engine, CutFiles files, DerivedAssets derived) {
        this.engine = engine;
        this.files = files;
        this.derived = derived;
    }

    /** The spans of the film, in their order: of clips where they are copied, whole bridges where they are encoded. */
    List<FrameSpan> spans(PicturePlan plan, Timeline timeline, ProgressListener progress) throws IOException {
        List<ParallelJobs.Job<Asset>> jobs = new ArrayList<>();
        for (PicturePlan.Encoded encoded : plan.encoded()) {
            jobs.add(part -> told(encoded, timeline, part));
        }
        List<Asset> bridges = ParallelJobs.run(jobs, engine.processes(), progress.part(0, 0.9));
        // Each is hashed on its way out of the store, on all cores.
        List<ParallelJobs.Job<FrameSpan>> spans = new ArrayList<>();
        int used = 0;
        for (PicturePlan.Part part : plan.parts()) {
            if (part instanceof PicturePlan.Copied copied) {
                spans.add(hashing -> span(copied.span(), timeline));
            } else {
                Asset bridge = bridges.get(used++);
                spans.add(hashing -> new FrameSpan(files.intact(bridge, "", "a bridge"), 0, part.count()));
            }
        }
        return ParallelJobs.run(spans, Runtime.getRuntime().availableProcessors(), progress.part(0.9, 1));
    }

    private Asset told(PicturePlan.Encoded encoded, Timeline timeline, ProgressListener progress) throws IOException {
        try {
            return bridge(encoded, timeline, progress);
        } catch (UnusableMediaException e) {
            String shots = Stream.of(encoded.left(), encoded.right())
                    .filter(Objects::nonNull)
                    .map(span -> "shot " + timeline.cuts().get(span.cut()).id())
                    .distinct()
                    .collect(Collectors.joining(" and "));
            throw new UnusableMediaException(
                    shots + ": the frames at the join cannot be encoded: a clip " + e.getMessage());
        }
    }

    private Asset bridge(PicturePlan.Encoded encoded, Timeline timeline, ProgressListener progress) throws IOException {
        String key = DerivedAssets.key(
                "bridge",
                engine.version(),
                name(encoded.left(), timeline),
                name(encoded.right(), timeline),
                Payloads.json().writeValueAsString(encoded.transition()),
                Payloads.json().writeValueAsString(timeline.format()));
        return derived.of(key, Asset.class, made -> made, () -> {
            BridgeSpec bridge = new BridgeSpec(
                    encoded.left() == null ? null : span(encoded.left(), timeline),
                    encoded.right() == null ? null : span(encoded.right(), timeline),
                    encoded.transition(),
                    timeline.format());
            try (CutFiles.Scratch out = files.scratch(MediaType.MP4)) {
                ClipAnalysis made = engine.bridge(bridge, out.file(), progress);
                if (made.facts().frames() != encoded.count()) {
                    throw new WrongResultException(
                            "a bridge came out with " + made.facts().frames() + " frames and not " + encoded.count());
                }
                return files.keep(out.file(), MediaType.MP4);
            }
        });
    }

    private FrameSpan span(PicturePlan.Span span, Timeline timeline) throws IOException {
        return new FrameSpan(
                files.intact(
                        timeline.cuts().get(span.cut()).clip(),
                        "shot " + timeline.cuts().get(span.cut()).id() + ": "),
                span.frames().from(),
                span.frames().to());
    }

    private static String name(PicturePlan.Span span, Timeline timeline) {
        return span == null
                ? "-"
                : timeline.cuts().get(span.cut()).clip().sha256() + " "
                        + span.frames().from() + "-" + span.frames().to();
    }
}
