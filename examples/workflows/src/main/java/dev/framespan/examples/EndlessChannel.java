package dev.framespan.examples;

import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Still;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** A channel that makes one shot after the other, each beginning where the last one ended, for as long as it is let. */
@WorkflowInterface
public interface EndlessChannel {
    /** @return the episode in which it was told to stop */
    @WorkflowMethod
    Film run(Channel channel);

    /** Ends it after the shot that is being made. */
    @SignalMethod
    void stop();

    /**
     * @param prompts what is seen, in turn
     * @param shots how many were made before; 0 for a new channel
     * @param last the frame on which the next shot begins; null for a new channel
     */
    record Channel(List<String> prompts, int shots, Still last) {}
}
