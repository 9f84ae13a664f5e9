package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.VideoUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    /** Its duration, as it was asked for; with some models a clip made on a base video is as long as that, whatever is asked for. */
    public BigDecimal of(String id) {
        Storyboard.Shot shot = shots.get(id);
        if (!isLikeVideo(shot)) {
            return BigDecimal.valueOf(shot.duration());
        }
        return shots.containsKey(shot.video().clip()) ? of(shot.video().clip()) : ofVideo(shot);
    }

    /** Whether its clip may come out shorter, being as long as a base video of unknown length. */
    public boolean isOpen(String id) {
        Storyboard.Shot shot = shots.get(id);
        if (!isLikeVideo(shot)) {
            return false;
        }
        return shots.containsKey(shot.video().clip()) ? isOpen(shot.video().clip()) : !isVideoKnown(shot);
    }

    private boolean isLikeVideo(Storyboard.Shot shot) {
        return shot.video() != null
                && shot.video().use() == VideoUse.BASE
                && catalogue.needVideo(shot.model()).baseKeepsLength();
    }

    /**
     * Of the video that a shot refers to: the longest that it can be, as long as it is not known. That of another shot, which is to be made
     * first, counts to the next whole second: a clip of 5 seconds lasts 5.04.
     */
    public BigDecimal ofVideo(Storyboard.Shot shot) {
        BigDecimal known = sources.videoSeconds().get(shot.id());
        if (known != null) {
            return known;
        }
        return shots.containsKey(shot.video().clip())
                ? longest(shots.get(shot.video().clip()))
                : mostSeconds();
    }

    private BigDecimal longest(Storyboard.Shot shot) {
        BigDecimal asked = isLikeVideo(shot) ? ofVideo(shot) : BigDecimal.valueOf(shot.duration());
        BigDecimal next = asked.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
        return asked.max(next.min(mostSeconds()));
    }

    private BigDecimal mostSeconds() {
        return BigDecimal.valueOf(catalogue.limits().referenceVideo().mostSeconds());
    }

    /** Whether the length of the video that a shot refers to is known; else it is the longest that it could be. */
    public boolean isVideoKnown(Storyboard.Shot shot) {
        return sources.videoSeconds().containsKey(shot.id());
    }
}
