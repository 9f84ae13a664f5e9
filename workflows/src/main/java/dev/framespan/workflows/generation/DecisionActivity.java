package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityInterface;

/** Writes down beside a film what the operator has decided, so that it holds when its Temporal server has forgotten. May run any number of times. */
@ActivityInterface
public interface DecisionActivity {
    /**
     * A shot, keyframe or speech is bought once more.
     *
     * @param question names this answer alone, so that two attempts write one decision
     */
    void rebuy(String film, String id, String question);
}
