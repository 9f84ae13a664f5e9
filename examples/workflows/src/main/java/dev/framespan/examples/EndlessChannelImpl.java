package dev.framespan.examples;

import static dev.framespan.workflows.studio.ClipRequest.generate;
import static dev.framespan.workflows.studio.ClipRequest.imageToVideo;

import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Still;
import dev.framespan.workflows.studio.Studio;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;

/** Cuts an episode of every fifty shots, and goes on as a new run with an empty history. */
public final class EndlessChannelImpl implements EndlessChannel {
    private static final int EPISODE = 50;

    private boolean stopped;

    @Override
    public Film run(Channel channel) {
        return Studio.make(studio -> {
            List<Promise<Clip>> episode = new ArrayList<>();
            Promise<Still> last = channel.last() == null ? null : studio.still(channel.last());
            while (episode.size() < EPISODE && !stopped) {
                int number = channel.shots() + episode.size();
                String prompt = channel.prompts().get(number % channel.prompts().size());
                ClipRequest next =
                        last == null ? generate(prompt) : imageToVideo(last).prompt(prompt);
                Promise<Clip> clip = studio.clip(next.named("shot-" + (number + 1)));
                clip.get();
                last = studio.frame(clip, FramePosition.LAST);
                episode.add(clip);
            }
            Film film = studio.cut(Edit.of(episode)).get();
            if (!stopped) {
                studio.continueAsNew(new Channel(channel.prompts(), channel.shots() + EPISODE, last.get()));
            }
            return film;
        });
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
