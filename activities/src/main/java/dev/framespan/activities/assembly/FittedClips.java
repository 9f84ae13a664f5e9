package dev.framespan.activities.assembly;

import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The clips of a film as they can stand in one track: as they came where they fit, conformed where they do not. */
final class FittedClips {
    /** A transition is encoded from the head of a clip to its next refresh, again for each neighbour that changes; more is conformed, once. */
    private static final double NEAR_SECONDS = 2;

    private static final String FAR_FROM_A_REFRESH =
            "it begins in a transition, and has no refresh within " + (int) NEAR_SECONDS + " s of its head";

    private final Timeline timeline;
    private final JoinSettings settings;
    private final Format format;
    private final FrameRate rate;
    private final ClipAnalyses analyses;
    private final int atOnce;
    private final Map<Integer, String> reasons = new TreeMap<>();
    private List<AnalysedClip> originals;
    private List<AnalysedClip> clips;

    FittedClips(Timeline timeline, ClipAnalyses analyses, int atOnce) {
        this.timeline = timeline;
        this.settings = timeline.joins();
        this.format = timeline.format();
        this.rate = FrameRate.parse(format.rate());
        this.analyses = analyses;
        this.atOnce = atOnce;
    }

    /** Looks at all clips, and finds those that must be conformed whatever they meet. */
    void look(ProgressListener progress) throws IOException {
        originals = each(progress, false);
        String kept = kept();
        for (int i = 0; i < originals.size(); i++) {
            String why = why(i, kept);
            if (why != null) {
                conform(i, why);
            }
        }
    }

    /** Notes that a clip must be conformed. @return whether that is new */
    boolean conform(int cut, String why) {
        if (settings.render() == RenderMode.COPY) {
            throw new UnusableMediaException("shot " + timeline.cuts().get(cut).id() + ": its clip cannot be copied: "
                    + why + "; with `render: smart` it is encoded anew");
        }
        return reasons.putIfAbsent(cut, why) == null;
    }

    /** Notes the same of all clips. @return whether that is new of any */
    boolean conformAll(String why) {
        boolean more = false;
        for (int i = 0; i < originals.size(); i++) {
            more |= conform(i, why);
        }
        return more;
    }

    /** Conforms those of which that was noted. */
    void fit(ProgressListener progress) throws IOException {
        clips = each(progress, true);
    }

    private List<AnalysedClip> each(ProgressListener progress, boolean conforming) throws IOException {
        // A clip that is seen twice is looked at once.
        Map<List<Object>, Integer> numbers = new LinkedHashMap<>();
        List<ParallelJobs.Job<AnalysedClip>> jobs = new ArrayList<>();
        List<Integer> jobOf = new ArrayList<>();
        for (int i = 0; i < timeline.cuts().size(); i++) {
            Cut cut = timeline.cuts().get(i);
            boolean odd = conforming && reasons.containsKey(i);
            if (conforming && !odd) {
                jobOf.add(-1);
                continue;
            }
            Integer known = numbers.putIfAbsent(List.of(cut.clip(), odd), jobs.size());
            jobOf.add(known == null ? jobs.size() : known);
            if (known == null) {
                String whose = "shot " + cut.id() + ": ";
                jobs.add(part -> told(
                        cut,
                        () -> odd
                                ? analyses.conformed(cut.clip(), whose, format, settings.fit(), part)
                                : analyses.of(cut.clip(), whose, part)));
            }
        }
        List<AnalysedClip> made = ParallelJobs.run(jobs, atOnce, progress);
        List<AnalysedClip> all = new ArrayList<>();
        for (int i = 0; i < jobOf.size(); i++) {
            all.add(jobOf.get(i) < 0 ? originals.get(i) : made.get(jobOf.get(i)));
        }
        return all;
    }

    private static AnalysedClip told(Cut cut, DerivedAssets.Making<AnalysedClip> making) throws IOException {
        try {
            return making.make();
        } catch (UnusableMediaException e) {
            throw new UnusableMediaException("shot " + cut.id() + ": its clip " + e.getMessage());
        }
    }

    /** Signature of the clips that keep their bits: the largest group, the earlier one among equals; null where there is none. */
    private String kept() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (AnalysedClip clip : originals) {
            boolean alone = !clip.facts().codec().equals("h264");
            if (whyUnfit(clip, format) == null && !(alone && !allAlike(clip))) {
                groups.merge(clip.facts().signature(), 1, Integer::sum);
            }
        }
        String kept = null;
        for (Map.Entry<String, Integer> group : groups.entrySet()) {
            kept = kept == null || group.getValue() > groups.get(kept) ? group.getKey() : kept;
        }
        return kept;
    }

    /** What is conformed is H.264, so that other codecs are kept only where no clip is. */
    private boolean allAlike(AnalysedClip clip) {
        return originals.stream()
                .allMatch(other -> other.facts().signature().equals(clip.facts().signature()));
    }

    /**
     * Why a clip is conformed whatever stands beside it, to be read after "since "; null where it is not for that.
     *
     * @param head frames at its head that the transition before it takes, 0 for none
     */
    static String whyAlone(AnalysedClip clip, JoinSettings settings, Format format, long head) {
        if (settings.render() == RenderMode.FULL) {
            return "everything is rendered anew";
        }
        String unfit = whyUnfit(clip, format);
        boolean far = head > 0 && !isRefreshNear(clip, 0, head, FrameRate.parse(format.rate()));
        return unfit != null ? unfit : far ? FAR_FROM_A_REFRESH : null;
    }

    private String why(int cut, String kept) {
        AnalysedClip clip = originals.get(cut);
        String unfit = whyAlone(clip, settings, format, 0);
        if (unfit != null || clip.facts().signature().equals(kept)) {
            return unfit;
        }
        return clip.facts().codec().equals("h264")
                ? "it was encoded with other settings than most of the clips"
                : "it is encoded as " + clip.facts().codec() + ", and not all clips are alike";
    }

    /** Why a clip cannot be copied into a film of a format, to be read after "since "; null where it can. */
    static String whyUnfit(AnalysedClip clip, Format format) {
        MediaFacts facts = clip.facts();
        if (facts.width() != format.width() || facts.height() != format.height()) {
            return "it has " + facts.width() + "x" + facts.height() + " pixels, the film " + format.width() + "x"
                    + format.height();
        }
        if (!facts.rate().equals(format.rate())) {
            return "it has " + facts.rate() + " frames a second, the film " + format.rate();
        }
        return clip.whyNotCopied() == null ? null : "its packets cannot be copied: " + clip.whyNotCopied();
    }

    /** Notes the clips whose transitions would take encoding much of them. @return whether there are new ones */
    boolean conformFarFromRefreshes(List<FilmLayout.Join> joins) {
        boolean more = false;
        // Where nothing is to be encoded, it is the transition that is refused, and not the clip.
        for (int i = 1; i < joins.size() && settings.render() != RenderMode.COPY; i++) {
            long head = joins.get(i - 1).transition().framesAfter(rate);
            if (head > 0 && !reasons.containsKey(i) && !isRefreshNear(clips.get(i), range(i).from(), head, rate)) {
                more |= conform(i, FAR_FROM_A_REFRESH);
            }
        }
        return more;
    }

    /** @param head frames after {@code from} that a transition takes */
    static boolean isRefreshNear(AnalysedClip clip, long from, long head, FrameRate rate) {
        long near = rate.count(NEAR_SECONDS);
        return clip.packets() != null
                && clip.packets().firstRefresh(from + head).orElse(Long.MAX_VALUE) <= from + head + near;
    }

    /** The frames of a clip that are seen, as it stands in the film. */
    private FrameRange range(int cut) {
        Cut original = timeline.cuts().get(cut);
        MediaFacts own = originals.get(cut).facts();
        MediaFacts fitted = clips.get(cut).facts();
        if (original.trim() == null) {
            return new FrameRange(0, fitted.frames());
        }
        FrameRate from = FrameRate.parse(own.rate());
        long last = fitted.frames();
        long begin = Math.min(last - 1, converted(original.trim().from(), from));
        long end = original.trim().to() >= own.frames()
                ? last
                : Math.min(last, converted(original.trim().to(), from));
        return new FrameRange(begin, Math.max(begin + 1, end));
    }

    private long converted(long frame, FrameRate from) {
        return rate.count(from.duration(frame));
    }

    AnalysedClip clip(int cut) {
        return clips.get(cut);
    }

    List<AnalysedClip> clips() {
        return clips;
    }

    /** Why a clip was conformed; null where it keeps its bits. */
    String whyConformed(int cut) {
        return reasons.get(cut);
    }

    /** The timeline of the clips as they stand in the film. */
    Timeline timeline() {
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            Cut cut = timeline.cuts().get(i);
            cuts.add(cut.with(clips.get(i).clip(), clips.get(i).facts(), range(i)));
        }
        return timeline.with(cuts);
    }

    /** Whether a film of another codec than that of encoded frames is to be. */
    boolean isOtherThanEncoded() {
        return clips.stream().anyMatch(clip -> !clip.facts().codec().equals("h264"));
    }

    /** After a cut. The last one may end in a colour, and goes over into nothing. */
    static Transition over(Timeline timeline, int cut) {
        Transition over = timeline.cuts().get(cut).over();
        boolean last = cut + 1 == timeline.cuts().size();
        return last && over.kind() != Transition.Kind.FADE_TO ? Transition.CUT : over;
    }
}
