package dev.framespan.activities.assembly;

import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Thumbnail;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaAsset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts films from the assets of a store. What is made is a {@link DerivedAssets derived asset}, looked up before it is made again.
 *
 * <p>Every report of progress is a heartbeat; where Temporal answers that the activity is cancelled or its worker shuts down, the job
 * ends with it and its files are gone.
 */
public final class AssemblyActivityImpl implements AssemblyActivity {
    private final Store store;
    private final MediaEngine engine;
    private final DerivedAssets derived;
    private final CutFiles files;
    private final ClipAnalyses analyses;

    public AssemblyActivityImpl(Store store, MediaEngine engine) {
        this.store = store;
        this.engine = engine;
        this.derived = new DerivedAssets(store);
        this.files = new CutFiles(store);
        this.analyses = new ClipAnalyses(store, engine);
    }

    @Override
    public MediaAsset conform(Asset clip, Format format, String storeId) {
        ForeignWorkGuard.requireOwn(store.id(), storeId);
        return Tries.make("the clip ", () -> conformed(clip, format, heartbeat()));
    }

    /** For films in flight that an earlier version started. A clip that was conformed by it is encoded once more. */
    @Override
    public MediaAsset join(Timeline timeline, String storeId) {
        ForeignWorkGuard.requireOwn(store.id(), storeId);
        AssembledFilm film = assemble(new Timeline(timeline.format(), timeline.cuts()), storeId);
        return new MediaAsset(film.film(), film.facts());
    }

    @Override
    public void prepare(Asset clip, Format format, JoinSettings settings, long head, String storeId) {
        ForeignWorkGuard.requireOwn(store.id(), storeId);
        Tries.make("the clip ", () -> prepared(clip, format, settings, head, heartbeat()));
    }

    @Override
    public AssembledFilm assemble(Timeline timeline, String storeId) {
        ForeignWorkGuard.requireOwn(store.id(), storeId);
        return Tries.make("", () -> new FilmAssembly(timeline, store, engine).film(heartbeat()));
    }

    @Override
    public Asset contactSheet(Timeline timeline, String storeId) {
        ForeignWorkGuard.requireOwn(store.id(), storeId);
        return Tries.make("no contact sheet can be drawn: a clip ", () -> drawn(timeline, heartbeat()));
    }

    @Override
    public Asset frame(Asset clip, long number, String storeId) {
        ForeignWorkGuard.requireOwn(store.id(), storeId);
        return Tries.make("the clip ", () -> cutOut(clip, number, heartbeat()));
    }

    private AnalysedClip prepared(
            Asset clip, Format format, JoinSettings settings, long head, ProgressListener progress) throws IOException {
        AnalysedClip analysed = analyses.of(clip, progress.part(0, 0.3));
        return settings.render() == RenderMode.COPY || FittedClips.whyAlone(analysed, settings, format, head) == null
                ? analysed
                : analyses.conformed(clip, "", format, settings.fit(), progress.part(0.3, 1));
    }

    private Asset cutOut(Asset clip, long number, ProgressListener progress) throws IOException {
        String key = DerivedAssets.key("frame", engine.version(), Long.toString(number), clip.sha256());
        return derived.of(key, Asset.class, picture -> picture, () -> {
            try (CutFiles.Scratch out = files.scratch(MediaType.PNG)) {
                engine.frame(files.intact(clip, ""), number, out.file(), progress);
                return store.keep(out.file(), MediaType.PNG);
            }
        });
    }

    private MediaAsset conformed(Asset clip, Format format, ProgressListener progress) throws IOException {
        String key = DerivedAssets.key(
                "conform", engine.version(), Payloads.json().writeValueAsString(format), clip.sha256());
        return derived.of(key, MediaAsset.class, MediaAsset::asset, () -> {
            try (CutFiles.Scratch out = files.scratch(MediaType.MP4);
                    CutFiles.Scratch preview = files.scratch(MediaType.Y4M)) {
                MediaFacts facts = engine.conform(
                                files.intact(clip, ""), format, Fit.PAD, out.file(), preview.file(), progress)
                        .facts();
                return new MediaAsset(store.keep(out.file(), MediaType.MP4), facts);
            }
        });
    }

    private Asset drawn(Timeline timeline, ProgressListener progress) throws IOException {
        List<String> made = recipe("sheet", timeline);
        timeline.cuts().forEach(cut -> made.add(cut.id() + " " + cut.clip().sha256()));
        return derived.of(DerivedAssets.key(made.toArray(String[]::new)), Asset.class, sheet -> sheet, () -> {
            List<Thumbnail> shots = new ArrayList<>();
            for (Cut cut : timeline.cuts()) {
                long middle = cut.facts().frames() / 2;
                shots.add(new Thumbnail(intactFile(cut), middle, List.of(cut.id(), length(cut.facts()))));
            }
            try (CutFiles.Scratch out = files.scratch(MediaType.JPG)) {
                engine.contactSheet(shots, out.file(), progress);
                return store.keep(out.file(), MediaType.JPG);
            }
        });
    }

    private Path intactFile(Cut cut) throws IOException {
        return files.intact(cut.clip(), "shot " + cut.id() + ": ");
    }

    private List<String> recipe(String what, Timeline timeline) throws IOException {
        return new ArrayList<>(List.of(what, engine.version(), Payloads.json().writeValueAsString(timeline.format())));
    }

    /** "5.0 s": a length for a message. */
    private static String length(MediaFacts facts) {
        return String.format(
                Locale.ROOT, "%.1f s", FrameRate.parse(facts.rate()).duration(facts.frames()));
    }

    private static ProgressListener heartbeat() {
        ActivityExecutionContext context = Activity.getExecutionContext();
        return context::heartbeat;
    }
}
