package dev.framespan.examples;

import static dev.framespan.workflows.studio.ClipRequest.generate;

import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Studio;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;

/** Buys whole seconds, and shows of each clip what lies between two beats. */
public final class MusicVideoImpl implements MusicVideo {
    private static final int SHORTEST_CLIP = 3;

    @Override
    public Film make(Song song) {
        return Studio.make(studio -> {
            List<Edit.Shot> shots = new ArrayList<>();
            double begins = 0;
            for (double ends : song.cuts()) {
                int number = shots.size();
                Promise<Clip> clip = studio.clip(
                        generate(song.scenes().get(number % song.scenes().size()))
                                .seconds(Math.max(SHORTEST_CLIP, (int) Math.ceil(ends - begins)))
                                .take(1 + number / song.scenes().size())
                                .named("beat-" + (number + 1)));
                shots.add(Edit.Shot.of(clip).until(ends));
                begins = ends;
            }
            return studio.cut(Edit.ofShots(shots).everyFrame().muteClips().music(studio.sound(song.music()), 0))
                    .get();
        });
    }
}
