package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must fit into the length of a shot: frames that are cut out of it, and its use as a reference video. */
final class LengthRules implements FrameCounts {
    private final Draft draft;
    private final Catalogue catalogue;
    private final FaultCollector faults;
    private final Map<String, Storyboard.Shot> shots = new HashMap<>();
    private final Map<String, BigDecimal> ownVideos;

    /**
     * @param shots as far as they are free of faults
     * @param ownVideos seconds of the author's own videos whose length is known, by the shot whose reference video it is
     */
    LengthRules(
            Draft draft,
            Catalogue catalogue,
            List<Storyboard.Shot> shots,
            Map<String, BigDecimal> ownVideos,
            FaultCollector faults) {
        this.draft = draft;
        this.catalogue = catalogue;
        this.faults = faults;
        this.ownVideos = ownVideos;
        shots.stream().filter(shot -> shot.id() != null).forEach(shot -> this.shots.putIfAbsent(shot.id(), shot));
    }

    void check() {
        draft.keyframes().forEach(this::checkFrame);
        draft.shots().forEach(this::checkVideo);
    }

    private void checkFrame(Draft.Keyframe keyframe) {
        DraftField<FramePosition> at = keyframe.at();
        if (!keyframe.frameOf().isValid() || !at.isValid()) {
            return;
        }
        Optional<BigDecimal> seconds = at.value().inSeconds();
        String shot = keyframe.frameOf().value();
        seconds.flatMap(second -> length(shot).filter(length -> second.compareTo(length) >= 0))
                .ifPresent(length -> faults.fault(
                        at.place(),
                        at.field(),
                        shot + " lasts " + plain(length) + " seconds, and has no frame at " + at.value()
                                + ": last is its last one"));
    }

    private void checkVideo(Draft.Shot shot) {
        if (!shot.video().isValid() || !shot.video().value().clip().isValid()) {
            return;
        }
        DraftField<String> clip = shot.video().value().clip();
        length(clip.value())
                .flatMap(length -> catalogue
                        .limits()
                        .referenceVideo()
                        .whyNot(length.movePointRight(3).longValue()))
                .ifPresent(why -> faults.fault(
                        clip.place(), clip.field(), clip.value() + " cannot be a reference video: " + why));
    }

    @Override
    public Optional<Long> least(String shot, FrameRate rate) {
        return length(shot).map(length -> FilmLength.asked(length, rate));
    }

    @Override
    public long usual(String shot, FrameRate rate) {
        return FilmLength.frames(length(shot).orElseThrow(), rate);
    }

    /** How long a shot's clip is; empty where that is not known. A clip on a base video may be as long as that. */
    Optional<BigDecimal> length(String id) {
        Storyboard.Shot shot = shots.get(id);
        Set<String> passed = new HashSet<>();
        while (shot != null && keepsLength(shot) && passed.add(shot.id())) {
            if (!shots.containsKey(shot.video().clip())) {
                return Optional.ofNullable(ownVideos.get(shot.id()));
            }
            shot = shots.get(shot.video().clip());
        }
        boolean known = shot != null && shot.duration() > 0 && !keepsLength(shot);
        return known ? Optional.of(BigDecimal.valueOf(shot.duration())) : Optional.empty();
    }

    private boolean keepsLength(Storyboard.Shot shot) {
        return shot.video() != null
                && shot.video().use() == VideoUse.BASE
                && catalogue
                        .video(shot.model())
                        .map(model -> model.baseKeepsLength())
                        .orElse(true);
    }

    private static String plain(BigDecimal seconds) {
        return seconds.stripTrailingZeros().toPlainString();
    }
}
