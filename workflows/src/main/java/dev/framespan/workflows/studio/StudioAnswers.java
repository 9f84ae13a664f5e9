package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
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

    /** {@return how everything that was asked for stands, in the order in which it was} */
    @QueryMethod(name = ITEMS)
    List<Item> items();

    /**
     * Has something else made in the place of what is parked, for everything that is made from it.
     *
     * @param fix what is made in its place
     * @return how it stands then
     */
    @UpdateMethod
    Item fix(Fix fix);

    /**
     * Refuses what cannot be done.
     *
     * @param fix what is asked for
     */
    @UpdateValidatorMethod(updateName = "fix")
    void validateFix(Fix fix);

    /**
     * Has another take made of what is parked or made. Of what is made, the take of before is kept, and what was made from it stays as it is.
     *
     * @param retake of what
     * @return how it stands then
     */
    @UpdateMethod
    Item retake(Retake retake);

    /**
     * Refuses what cannot be done.
     *
     * @param retake what is asked for
     */
    @UpdateValidatorMethod(updateName = "retake")
    void validateRetake(Retake retake);

    /**
     * A submission in doubt was accepted, as this task: it is awaited and kept.
     *
     * @param id of what is in doubt
     * @param task the provider's id of the task
     * @return how it stands then
     * @throws io.temporal.failure.ApplicationFailure where the provider's task is not what was submitted
     */
    @UpdateMethod
    Item adopt(String id, String task);

    /**
     * Refuses what cannot be done.
     *
     * @param id what is asked for
     * @param task the provider's id of the task
     */
    @UpdateValidatorMethod(updateName = "adopt")
    void validateAdopt(String id, String task);

    /**
     * A submission in doubt was not accepted, or what was paid for is of no use: it is bought once more.
     *
     * @param id of what is parked
     * @return how it stands then
     */
    @UpdateMethod
    Item rebuy(String id);

    /**
     * Refuses what cannot be done.
     *
     * @param id what is asked for
     */
    @UpdateValidatorMethod(updateName = "rebuy")
    void validateRebuy(String id);

    /**
     * Leaves out what is parked. What is made from it parks; a film is cut without it.
     *
     * @param id of what is parked
     * @return how it stands then
     */
    @UpdateMethod
    Item skip(String id);

    /**
     * Refuses what cannot be done.
     *
     * @param id what is asked for
     */
    @UpdateValidatorMethod(updateName = "skip")
    void validateSkip(String id);

    /**
     * Asks for everything that is parked once more.
     *
     * @return the ids of what was asked for
     */
    @UpdateMethod(name = "continue")
    List<String> goOn();

    /** Refuses what cannot be done. */
    @UpdateValidatorMethod(updateName = "continue")
    void validateGoOn();

    /** Begins nothing more; what has begun goes on. */
    @UpdateMethod
    void pause();

    /** Refuses what cannot be done. */
    @UpdateValidatorMethod(updateName = "pause")
    void validatePause();

    /** Goes on after a pause. */
    @UpdateMethod
    void resume();

    /** Refuses what cannot be done. */
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
        /** Keeps a copy of the stills. */
        @JsonCreator
        public Fix {
            lent = lent == null ? null : List.copyOf(lent);
        }

        /**
         * Of a film that has a plan.
         *
         * @param id of what is parked
         * @param request without its pictures
         * @param from id of the still on which a clip starts; null for the one it had, and for none
         * @param to id of the still on which a clip ends; null likewise
         * @param plan of the whole film with this in it
         * @hidden
         */
        @Internal
        public Fix(String id, GenerationRequest request, String from, String to, Asset plan) {
            this(id, request, from, to, plan, null);
        }

        /**
         * Of a workflow that has no plan.
         *
         * @param id of what is parked
         * @param request without its pictures
         * @param from id of the still on which a clip starts; null for the one it had, and for none
         * @param to id of the still on which a clip ends; null likewise
         */
        public Fix(String id, GenerationRequest request, String from, String to) {
            this(id, request, from, to, null, null);
        }

        /**
         * The same with stills of other workflows.
         *
         * @param stills of those
         * @return another fix
         * @hidden
         */
        @Internal
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
        /** As it is written. */
        @JsonCreator
        public Retake {}

        /**
         * The next take.
         *
         * @param id of what is parked or made
         */
        public Retake(String id) {
            this(id, null, null);
        }
    }
}
