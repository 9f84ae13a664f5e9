package dev.framespan.worker.jars;

import dev.framespan.workflows.studio.StudioAnswers;
import dev.framespan.workflows.studio.StudioControls;
import io.temporal.common.metadata.POJOWorkflowImplMetadata;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import io.temporal.common.metadata.WorkflowMethodType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of queries, signals and Updates that a workflow with a studio answers already: a second one of a name fails each run that opens its studio. */
final class TakenNames {
    private static final Set<String> TAKEN = Stream.of(StudioControls.class, StudioAnswers.class)
            .flatMap(each -> POJOWorkflowInterfaceMetadata.newInstance(each).getMethodsMetadata().stream())
            .filter(each -> each.getType() != WorkflowMethodType.UPDATE_VALIDATOR)
            .map(POJOWorkflowMethodMetadata::getName)
            .collect(Collectors.toUnmodifiableSet());

    private TakenNames() {}

    /** A sentence for each method of a workflow that has one of these names. */
    static List<String> faults(Class<?> workflow) {
        POJOWorkflowImplMetadata methods = POJOWorkflowImplMetadata.newInstance(workflow);
        return Stream.of(methods.getQueryMethods(), methods.getSignalMethods(), methods.getUpdateMethods())
                .flatMap(List::stream)
                .filter(each -> TAKEN.contains(each.getName()))
                .map(each -> "has with " + each.getWorkflowMethod().getName() + "() " + kind(each.getType())
                        + " of the name " + each.getName() + ", which its studio answers; give it another (name = ...)")
                .toList();
    }

    private static String kind(WorkflowMethodType type) {
        return switch (type) {
            case QUERY -> "a query";
            case SIGNAL -> "a signal";
            default -> "an Update";
        };
    }
}
