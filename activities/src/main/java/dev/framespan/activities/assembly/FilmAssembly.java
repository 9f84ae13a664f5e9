package dev.framespan.activities.assembly;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaAsset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cuts a film: clips fitted, joins decided, the picture planned, bridges encoded, sound mixed, packets copied, the result proven and reported. */
public final class FilmAssembly {
    /** To be raised whenever the same clips would be decided, joined or reported in another way than before. */
    private static final String REVISION = "3";

    private final Timeline timeline;
    private final FrameRate rate;
    private final Store store;
    private final MediaEngine engine;
    private final ClipAnalyses analyses;
    private final CutFiles files;
    private final DerivedAssets derived;

    /** Of the film as it was written, once it is reported; null until then, and where it was made before. */
    private String writtenKey;

    public FilmAssembly(Timeline timeline, Store store, MediaEngine engine) {
        this.timeline = timeline;
        this.rate = FrameRate.parse(timeline.format().rate());
        this.store = store;
        this.engine = engine;
        this.analyses = new ClipAnalyses(store, engine);
        this.files = new CutFiles(store);
        this.derived = new DerivedAssets(store);
    }

    /**
     * What was decided before the first frame is written.
     *
     * @param timeline of the clips as they stand in the film
     * @param previews of what is seen of each clip
     */
    record Decided(
            Timeline timeline,
            FittedClips clips,
            List<Asset> previews,
            List<JoinDecisions.Decision> decisions,
            FilmLayout layout,
            PicturePlan plan) {
        List<FilmLayout.Join> joins() {
            return decisions.stream().map(JoinDecisions.Decision::join).toList();
        }
    }

    /**
     * The film that was made of the same before, on whatever day, or is made now. Where all of it is to be decoded, one that was made before
     * is decoded now.
     *
     * @throws UnusableMediaException when the clips cannot be joined so; the message names the shot
     */
    public AssembledFilm film(ProgressListener progress) throws IOException {
        AssembledFilm film = derived.ofAll(key(), AssembledFilm.class, FilmAssembly::assets, () -> told(progress));
        boolean isNew = writtenKey != null;
        if (isNew) {
            derived.forget(writtenKey);
            CrashPoint.ASSEMBLED.passing();
        } else if (timeline.joins().decodeAll()) {
            screen(film, progress);
        }
        return film;
    }

    /** A film that fails is not found again: the next try makes it anew. */
    private void screen(AssembledFilm film, ProgressListener progress) throws IOException {
        boolean good = false;
        try {
            long frames = engine.screen(files.intact(film.film(), "", "the film"), progress)
                    .frames();
            if (frames != film.layout().frames()) {
                throw new WrongResultException("the film came out with " + frames + " frames and not "
                        + film.layout().frames());
            }
            good = true;
        } catch (UnusableMediaException e) {
            throw new UnusableMediaException("the film " + e.getMessage() + "; render again, and it is made anew");
        } finally {
            if (!good) {
                derived.forget(key());
            }
        }
    }

    private String key() throws IOException {
        FilmTags tags = timeline.tags();
        Timeline undated = new Timeline(
                timeline.format(),
                timeline.cuts(),
                timeline.joins().decodeAll(false),
                timeline.heard(),
                tags == null ? null : new FilmTags(tags.title(), null, tags.language()));
        return DerivedAssets.key(
                "film", REVISION, engine.version(), Payloads.json().writeValueAsString(undated));
    }

    /** Of a film that is written and not yet reported: of the same clips, decided in the same way, and proven in the same way. */
    private String writtenKey(Decided decided) throws IOException {
        return DerivedAssets.key(
                "written",
                key(),
                Payloads.json().writeValueAsString(decided.timeline().cuts()),
                Payloads.json().writeValueAsString(decided.layout()),
                Boolean.toString(timeline.joins().decodeAll()));
    }

    private static List<Asset> assets(AssembledFilm film) {
        List<Asset> assets = new ArrayList<>(film.stems().values());
        assets.addAll(List.of(film.film(), film.contactSheet(), film.report(), film.page()));
        return assets;
    }

    /** What was damaged in the store while it was read is said by its shot, and had anew by the next render. */
    private AssembledFilm told(ProgressListener progress) throws IOException {
        try {
            return made(progress);
        } catch (UnusableMediaException | WrongResultException e) {
            for (Cut cut : timeline.cuts()) {
                files.intact(cut.clip(), "shot " + cut.id() + ": ");
            }
            throw e;
        }
    }

    private AssembledFilm made(ProgressListener progress) throws IOException {
        FittedClips clips = new FittedClips(timeline, analyses, engine.processes());
        clips.look(progress.part(0, 0.2));
        while (true) {
            Decided decided = decided(clips, progress);
            try {
                return written(decided, progress);
            } catch (ClipsDisagreeException e) {
                if (timeline.joins().render() == RenderMode.COPY) {
                    throw new UnusableMediaException("the clips cannot be joined by copying: " + e.getMessage()
                            + "; with `render: smart` they are encoded anew");
                }
                // Encoders that share their numbers, as in the LGPL build of FFmpeg: one encoder for all of them agrees
                // with itself.
                if (!clips.conformAll("its packets cannot stand in one track with those of the others")) {
                    throw e;
                }
            }
        }
    }

    /** Until no clip must be conformed any more for what was decided. */
    private Decided decided(FittedClips clips, ProgressListener progress) throws IOException {
        while (true) {
            clips.fit(progress.part(0.2, 0.4));
            Timeline fitted = clips.timeline();
            List<Asset> previews = previews(clips, fitted, progress.part(0.4, 0.45));
            List<JoinDecisions.Decision> decisions =
                    JoinDecisions.of(fitted, clips, previews, engine, files, progress.part(0.45, 0.5));
            List<FilmLayout.Join> joins =
                    decisions.stream().map(JoinDecisions.Decision::join).toList();
            if (clips.conformFarFromRefreshes(joins)) {
                continue;
            }
            FilmLayout layout = FilmLayout.of(fitted, joins);
            PicturePlan plan = PicturePlan.of(
                    layout,
                    joins,
                    clips.clips().stream().map(AnalysedClip::packets).toList(),
                    rate);
            if (!plan.encoded().isEmpty()) {
                demandEncoding(plan);
                if (clips.isOtherThanEncoded()
                        && clips.conformAll("frames at a join are encoded as H.264, and it is not")) {
                    continue;
                }
            }
            return new Decided(fitted, clips, previews, decisions, layout, plan);
        }
    }

    private void demandEncoding(PicturePlan plan) {
        if (timeline.joins().render() == RenderMode.COPY) {
            PicturePlan.Encoded first = plan.encoded().get(0);
            PicturePlan.Span span = first.left() == null ? first.right() : first.left();
            throw new UnusableMediaException(
                    "shot " + timeline.cuts().get(span.cut()).id() + ": its frames "
                            + span.frames().from() + " to " + (span.frames().to() - 1)
                            + " would have to be encoded, and `render: copy` encodes nothing; use `render: smart`, or cut it plainly");
        }
    }

    private List<Asset> previews(FittedClips clips, Timeline fitted, ProgressListener progress) throws IOException {
        List<ParallelJobs.Job<Asset>> jobs = new ArrayList<>();
        for (int i = 0; i < fitted.cuts().size(); i++) {
            AnalysedClip clip = clips.clip(i);
            Cut cut = fitted.cuts().get(i);
            jobs.add(part -> analyses.preview(clip, "shot " + cut.id() + ": ", cut.range(), part));
        }
        return ParallelJobs.run(jobs, engine.processes(), progress);
    }

    private AssembledFilm written(Decided decided, ProgressListener progress) throws IOException {
        // The sound first, which takes long: clips are looked at for damage as they become spans, right before they are
        // copied.
        FilmMix.Mixed mix = new FilmMix(decided.timeline(), decided.layout(), decided.joins(), engine, files, derived)
                .mixed(progress.part(0.5, 0.65));
        List<FrameSpan> spans = new Bridges(engine, files, derived)
                .spans(decided.plan(), decided.timeline(), progress.part(0.65, 0.85));
        // Kept until the film is reported: a worker that dies while it draws the page does not have it written again.
        String key = writtenKey(decided);
        MediaAsset film = derived.of(
                key,
                MediaAsset.class,
                MediaAsset::asset,
                () -> written(decided, spans, mix, progress.part(0.85, 0.95)));
        FilmReports reports = new FilmReports(decided, mix, engine, files);
        JoinReport report = reports.report();
        List<Asset> drawn = ParallelJobs.run(
                List.of(part -> reports.page(report, film.asset(), part), reports::contactSheet),
                engine.processes(),
                progress.part(0.95, 1));
        AssembledFilm reported = new AssembledFilm(
                film.asset(),
                film.facts(),
                drawn.get(1),
                conformed(decided.clips()),
                decided.layout(),
                reports.json(report),
                drawn.get(0),
                mix == null ? null : mix.stems());
        // From now on the report stands for it.
        writtenKey = key;
        return reported;
    }

    private MediaAsset written(Decided decided, List<FrameSpan> spans, FilmMix.Mixed mix, ProgressListener progress)
            throws IOException {
        ProvenJoins proven = new ProvenJoins(store, parameterSets(decided));
        FilmSpec spec = new FilmSpec(
                spans,
                timeline.format(),
                mix == null ? null : files.intact(mix.sound(), "", "the film's sound"),
                FilmChapters.of(timeline, decided.layout()),
                timeline.tags() == null ? FilmTags.NONE : timeline.tags(),
                timeline.joins().decodeAll() ? Set.of() : proven.among(spans),
                timeline.joins().decodeAll());
        try (CutFiles.Scratch out = files.scratch(MediaType.MP4)) {
            CrashPoint.JOINING.passing();
            MediaFacts facts = engine.assemble(spec, out.file(), progress);
            if (facts.frames() != decided.layout().frames()) {
                throw new WrongResultException("the film came out with " + facts.frames() + " frames and not "
                        + decided.layout().frames());
            }
            CrashPoint.JOINED.passing();
            proven.add(spans);
            return new MediaAsset(files.keep(out.file(), MediaType.MP4), facts);
        }
    }

    /** All that a film's decoder is told: by the clips that are copied, and by what the engine encodes for this format where it does. */
    private String parameterSets(Decided decided) throws IOException {
        String clips = decided.timeline().cuts().stream()
                .map(cut -> cut.facts().signature())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        String encoded = decided.plan().encoded().isEmpty() ? "copied" : "encoded";
        return String.join(
                " ", engine.version(), Payloads.json().writeValueAsString(timeline.format()), encoded, clips);
    }

    private Set<String> conformed(FittedClips clips) {
        return IntStream.range(0, timeline.cuts().size())
                .filter(cut -> clips.whyConformed(cut) != null)
                .mapToObj(cut -> timeline.cuts().get(cut).id())
                .collect(Collectors.toUnmodifiableSet());
    }
}
