package dev.framespan.workflows.terms;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Asks the workers of a store on which terms they make films. Started on the store's own queue, so that an answer proves that a worker of
 * the store is there.
 */
@WorkflowInterface
public interface TermsWorkflow {
    /**
     * @param store identity of the store
     * @param realm only workers that pay this provider answer; null for any
     */
    @WorkflowMethod
    Terms ask(String store, String realm);
}
