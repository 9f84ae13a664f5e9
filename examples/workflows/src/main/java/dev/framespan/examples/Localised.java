package dev.framespan.examples;

import dev.framespan.workflows.studio.Film;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;

/** One set of clips and a voice-over for each language: as many films, and each clip is bought once. */
@WorkflowInterface
public interface Localised {
    /** @return the films, by language */
    @WorkflowMethod
    Map<String, Film> make(Advertisement advertisement);

    /**
     * @param scenes what is seen, one prompt a shot
     * @param voice who speaks, in all languages
     * @param texts what is spoken, by language as ISO 639-2 has it: {@code deu}
     */
    record Advertisement(List<String> scenes, String voice, Map<String, String> texts) {}
}
