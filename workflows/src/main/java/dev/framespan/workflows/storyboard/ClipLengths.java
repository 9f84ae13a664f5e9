package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.VideoUse;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the clips of a storyboard are, in seconds, as far as that is known before they are made. */
public final class ClipLengths {
    private final Map<String, Storyboard.Shot> shots;
    private final MediaSources sources;
    private final Catalogue catalogue;

    public ClipLengths(Storyboard storyboard, MediaSources sources, Catalogue catalogue) {
        this.shots = storyboard.shots().stream().collect(Collectors.toMap(Storyboard.Shot::id, shot -> shot));
        this.sources = sources;
        this.catalogue = catalogue;
    }

    /** Its duration; with some models a clip made on a base video is as long as that, whatever is asked for. */
    public BigDecimal of(String id) {
        Storyboard.Shot shot = shots.get(id);
        return isLikeVideo(shot) ? ofVideo(shot) : BigDecimal.valueOf(shot.duration());
    }

    private boolean isLikeVideo(Storyboard.Shot shot) {
        return shot.video() != null
                && shot.video().use() == VideoUse.BASE
                && catalogue.needVideo(shot.model()).baseKeepsLength();
    }

    /** Of the video that a shot refers to: the longest one that is taken where it is not known. */
    public BigDecimal ofVideo(Storyboard.Shot shot) {
        if (shots.containsKey(shot.video().clip())) {
            return of(shot.video().clip());
        }
        return sources.videoSeconds()
                .getOrDefault(
                        shot.id(),
                        BigDecimal.valueOf(catalogue.limits().referenceVideo().mostSeconds()));
    }

    /** Whether the length of the video that a shot refers to is known; else it is the longest that it could be. */
    public boolean isVideoKnown(Storyboard.Shot shot) {
        Storyboard.Shot other = shots.get(shot.video().clip());
        return other == null
                ? sources.videoSeconds().containsKey(shot.id())
                : !isLikeVideo(other) || isVideoKnown(other);
    }
}
