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

    /**
     * The same, as the operator has decided beforehand. It makes no room under a limit, since nobody has looked what became of the submission before.
     *
     * @param most how often that may be decided for this id, over all runs of the film
     * @return whether it was not decided as often before
     */
    boolean rebuyByPolicy(String film, String id, String question, int most);
}
