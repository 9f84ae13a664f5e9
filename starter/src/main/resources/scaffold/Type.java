package @package@;

import dev.framespan.workflows.studio.Film;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The workflow, as {@code framespan run @Type@} knows it. */
@WorkflowInterface
public interface @Type@ {
    @WorkflowMethod
    Film make(Story story);
}
