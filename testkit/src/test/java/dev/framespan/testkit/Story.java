package dev.framespan.testkit;

import dev.framespan.workflows.studio.Studio;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.function.Function;

/** A workflow that does what its test says. */
@WorkflowInterface
public interface Story {
    @WorkflowMethod
    String tell();

    /** A worker knows no more than its class. */
    final class Told implements Story {
        private static volatile Function<Studio, Object> story;

        @Override
        public String tell() {
            return Studio.make(studio -> String.valueOf(story.apply(studio)));
        }
    }

    /** @return what it made, in words */
    static WorkflowRun<String> begin(StudioExtension studio, Function<Studio, Object> wanted) {
        Told.story = wanted;
        return studio.start("song", Story.class, Story::tell);
    }
}
