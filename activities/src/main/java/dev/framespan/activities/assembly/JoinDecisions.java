package dev.framespan.activities.assembly;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.FramePair;
import dev.framespan.activities.media.protocol.PacketOrder;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Similarity;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happens at each join: the frames between which clips meet are compared where they are cut together. */
final class JoinDecisions {
    private final Timeline timeline;
    private final JoinSettings settings;
    private final FrameRate rate;
    private final FittedClips clips;
    private final List<Decision> decisions = new ArrayList<>();

    /**
     * What was decided.
     *
     * @param similarity of the two frames that meet; null where they were not compared
     * @param words what was decided, in plain words
     */
    record Decision(FilmLayout.Join join, Similarity similarity, String words) {}

    private JoinDecisions(Timeline timeline, FittedClips clips) {
        this.timeline = timeline;
        this.settings = timeline.joins();
        this.rate = FrameRate.parse(timeline.format().rate());
        this.clips = clips;
    }

    /** @param timeline of the clips as they stand in the film */
    static List<Decision> of(
            Timeline timeline,
            FittedClips clips,
            List<Asset> previews,
            MediaEngine engine,
            CutFiles files,
            ProgressListener progress)
            throws IOException {
        JoinDecisions deciding = new JoinDecisions(timeline, clips);
        Map<Integer, Similarity> similarities = deciding.compared(previews, engine, files, progress);
        Transition before = Transition.CUT;
        for (int i = 0; i < timeline.cuts().size(); i++) {
            Decision decision = deciding.decided(i, before, similarities.get(i));
            deciding.demandLength(i, before, decision.join());
            deciding.decisions.add(decision);
            before = decision.join().transition();
        }
        return deciding.decisions;
    }

    private Map<Integer, Similarity> compared(
            List<Asset> previews, MediaEngine engine, CutFiles files, ProgressListener progress) throws IOException {
        List<Integer> joins = new ArrayList<>();
        List<FramePair> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < timeline.cuts().size() && settings.ssim() <= 1; i++) {
            if (FittedClips.over(timeline, i).kind() == Transition.Kind.CUT) {
                joins.add(i);
                pairs.add(new FramePair(preview(files, previews, i), preview(files, previews, i + 1)));
            }
        }
        Map<Integer, Similarity> compared = new TreeMap<>();
        List<Similarity> similarities = pairs.isEmpty() ? List.of() : engine.compare(pairs, progress);
        for (int i = 0; i < joins.size(); i++) {
            compared.put(joins.get(i), similarities.get(i));
        }
        return compared;
    }

    private Path preview(CutFiles files, List<Asset> previews, int cut) throws IOException {
        return files.intact(
                previews.get(cut), "shot " + timeline.cuts().get(cut).id() + ": ", "its preview");
    }

    private Decision decided(int cut, Transition before, Similarity similarity) {
        Transition over = FittedClips.over(timeline, cut);
        FilmLayout.Join kept = new FilmLayout.Join(over, false);
        if (similarity == null) {
            return new Decision(
                    kept,
                    null,
                    over.kind() == Transition.Kind.CUT ? "cut; every frame is kept" : "as it was asked for");
        }
        boolean alike = similarity.ssim() >= settings.ssim() && similarity.psnr() >= settings.psnr();
        return alike ? repeated(cut, before, similarity, kept) : unlike(cut, before, similarity, kept);
    }

    private Decision repeated(int cut, Transition before, Similarity similarity, FilmLayout.Join kept) {
        FilmLayout.Join dropped = new FilmLayout.Join(kept.transition(), true);
        if (!isLongEnough(cut, before, dropped)) {
            return new Decision(kept, similarity, "cut; the repeated frame is kept, since the shot has no other");
        }
        long from = timeline.cuts().get(cut).range().from();
        long last = timeline.cuts().get(cut).range().to() - 1;
        PacketOrder packets = clips.clip(cut).packets();
        long copied = packets == null ? last : packets.firstRefresh(from).orElse(last);
        boolean byPacket = copied < last && packets.endsSafely(copied, last);
        if (byPacket) {
            return new Decision(dropped, similarity, "cut; the repeated frame is left out by its packet");
        }
        return settings.render() == RenderMode.COPY
                ? new Decision(
                        kept,
                        similarity,
                        "cut; the repeated frame is kept, since others lean on it and nothing is encoded")
                : new Decision(
                        dropped, similarity, "cut; the repeated frame is left out, and what leans on it encoded anew");
    }

    private Decision unlike(int cut, Transition before, Similarity similarity, FilmLayout.Join kept) {
        if (settings.unlike() == null || settings.render() == RenderMode.COPY) {
            return new Decision(kept, similarity, "cut; the frames that meet are not alike, and both kept");
        }
        FilmLayout.Join bridged = new FilmLayout.Join(settings.unlike(), false);
        FilmLayout.Join next = new FilmLayout.Join(FittedClips.over(timeline, cut + 1), false);
        if (isLongEnough(cut, before, bridged) && isLongEnough(cut + 1, settings.unlike(), next)) {
            return new Decision(bridged, similarity, "the frames that meet are not alike, and bridged");
        }
        return new Decision(
                kept, similarity, "cut; the frames that meet are not alike, and the shots too short to bridge them");
    }

    private boolean isLongEnough(int cut, Transition before, FilmLayout.Join after) {
        Cut clip = timeline.cuts().get(cut);
        return FilmLayout.whyTooShort(rate, clip.range().count(), before, after).isEmpty();
    }

    private void demandLength(int cut, Transition before, FilmLayout.Join after) {
        Cut clip = timeline.cuts().get(cut);
        FilmLayout.whyTooShort(rate, clip.range().count(), before, after).ifPresent(why -> {
            throw new UnusableMediaException("shot " + clip.id() + " " + why);
        });
    }
}
