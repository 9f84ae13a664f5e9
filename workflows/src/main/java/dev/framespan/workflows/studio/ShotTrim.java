package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.asset.FrameRate;
import java.util.Locale;

/** Which frames of a clip are shown, where its shot says a part of it. */
final class ShotTrim {
    private ShotTrim() {}

    /**
     * The clip's own frames.
     *
     * @param film the film's rate
     * @param shown frames of the film before this clip
     * @throws io.temporal.failure.ApplicationFailure {@code REJECTED} where the clip has not so many
     */
    static FrameRange frames(Clip clip, Edit.Trim trim, FrameRate film, long shown) {
        FrameRate own = FrameRate.parse(clip.take().facts().rate());
        long from = own.count(trim.from());
        double seconds = trim.to() != null ? trim.to() - trim.from() : film.duration(film.count(trim.until()) - shown);
        long to = from + own.count(seconds);
        long all = clip.take().facts().frames();
        if (to <= from || to > all) {
            throw StopFailures.because(
                    clip.id(),
                    String.format(
                            Locale.ROOT,
                            "of it, %.3f seconds from %.3f on are to be shown, and it has %.3f: ask for a longer clip, or show less",
                            seconds,
                            trim.from(),
                            own.duration(all)));
        }
        return new FrameRange(from, to);
    }

    /** How many frames of the film a clip is. */
    static long filmFrames(Cut cut, FrameRate film) {
        return film.count(
                FrameRate.parse(cut.facts().rate()).duration(cut.range().count()));
    }
}
