package dev.framespan.examples;

import dev.framespan.workflows.studio.Film;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** A film that is cut on the beats of a song, with the song under it. */
@WorkflowInterface
public interface MusicVideo {
    @WorkflowMethod
    Film make(Song song);

    /**
     * @param music the song: a path inside the folder of inputs, or a URL
     * @param cuts times of the song at which the picture changes, in seconds; the last one ends the film
     * @param scenes what is seen, in turn; the first again after the last
     */
    record Song(String music, List<Double> cuts, List<String> scenes) {}
}
