package dev.framespan.examples;

import dev.framespan.workflows.studio.Film;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Three variants of the shot that matters: a person looks at them and chooses, and the film goes on. */
@WorkflowInterface
public interface HeroChoice {
    @WorkflowMethod
    Film make(Story story);

    /** Takes one of the variants: {@code hero-1}, {@code hero-2} or {@code hero-3}. */
    @UpdateMethod
    void choose(String variant);

    /** Refuses what is none of them, and a second choice. */
    @UpdateValidatorMethod(updateName = "choose")
    void validateChoose(String variant);

    /**
     * @param hero what is seen in the shot that matters
     * @param rest what is seen after it, one prompt a shot
     */
    record Story(String hero, List<String> rest) {}
}
