package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.GenerationRequest;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import java.util.List;

/**
 * What the operator can answer about what stopped, of any workflow whose studio {@linkplain StudioSettings#parking parks}. Each answer is refused
 * with its reason where it fits nothing that waits: then nothing is changed, and nothing of it is in the workflow's history.
 */
@WorkflowInterface
public interface StudioAnswers {
    /** The name of the query. */
    String ITEMS = "items";

    /** How everything that was asked for stands. */
    @QueryMethod(name = ITEMS)
    List<Item> items();

    /**
     * Has something else made in the place of what is parked, for everything that is made from it.
     *
     * @return how it stands then
     */
    @UpdateMethod
    Item fix(Fix fix);

    @UpdateValidatorMethod(updateName = "fix")
    void validateFix(Fix fix);

    /** Has another take made of what is parked or made. Of what is made, the take of before is kept, and what was made from it stays as it is. */
    @UpdateMethod
    Item retake(Retake retake);

    @UpdateValidatorMethod(updateName = "retake")
    void validateRetake(Retake retake);

    /**
     * A submission in doubt was accepted, as this task: it is awaited and kept.
     *
     * @throws io.temporal.failure.ApplicationFailure where the provider's task is not what was submitted
     */
    @UpdateMethod
    Item adopt(String id, String task);

    @UpdateValidatorMethod(updateName = "adopt")
    void validateAdopt(String id, String task);

    /** A submission in doubt was not accepted, or what was paid for is of no use: it is bought once more. */
    @UpdateMethod
    Item rebuy(String id);

    @UpdateValidatorMethod(updateName = "rebuy")
    void validateRebuy(String id);

    /** Leaves out what is parked. What is made from it parks; a film is cut without it. */
    @UpdateMethod
    Item skip(String id);

    @UpdateValidatorMethod(updateName = "skip")
    void validateSkip(String id);

    /**
     * Asks for everything that is parked once more.
     *
     * @return what was asked for
     */
    @UpdateMethod(name = "continue")
    List<String> goOn();

    @UpdateValidatorMethod(updateName = "continue")
    void validateGoOn();

    /** Begins nothing more; what has begun goes on. */
    @UpdateMethod
    void pause();

    @UpdateValidatorMethod(updateName = "pause")
    void validatePause();

    /** Goes on after a pause. */
    @UpdateMethod
    void resume();

    @UpdateValidatorMethod(updateName = "resume")
    void validateResume();

    /**
     * What is made in the place of something parked.
     *
     * @param id of what is parked
     * @param request without its pictures
     * @param from id of the still on which a clip starts; null for the one it had, and for none
     * @param to id of the still on which a clip ends; null likewise
     * @param plan of the whole film with this in it, from which its receipt is written; null where a workflow has none
     * @param lent stills of other workflows among those; null where the one that is told has them itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fix(String id, GenerationRequest request, String from, String to, Asset plan, List<Still> lent) {
        @JsonCreator
        public Fix {
            lent = lent == null ? null : List.copyOf(lent);
        }

        public Fix(String id, GenerationRequest request, String from, String to, Asset plan) {
            this(id, request, from, to, plan, null);
        }

        public Fix(String id, GenerationRequest request, String from, String to) {
            this(id, request, from, to, null, null);
        }

        /** The same with stills of other workflows. */
        public Fix lending(List<Still> stills) {
            return new Fix(id, request, from, to, plan, stills.isEmpty() ? null : stills);
        }
    }

    /**
     * Another take.
     *
     * @param id of what is parked or made
     * @param take its number; null for the next one
     * @param plan of the whole film with this take in it; null where a workflow has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Retake(String id, Integer take, Asset plan) {
        @JsonCreator
        public Retake {}

        public Retake(String id) {
            this(id, null, null);
        }
    }
}
