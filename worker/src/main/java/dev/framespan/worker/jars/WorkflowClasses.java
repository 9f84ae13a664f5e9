package dev.framespan.worker.jars;

import dev.framespan.workflows.account.AccountWorkflow;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.film.SceneWorkflow;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.notice.NotificationWorkflow;
import dev.framespan.workflows.terms.TermsWorkflow;
import io.temporal.common.metadata.POJOWorkflowImplMetadata;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import io.temporal.workflow.WorkflowInit;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a class that is to be hosted as a workflow has to be. */
final class WorkflowClasses {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
    private static final Set<String> OURS = Stream.of(
                    FilmWorkflow.class,
                    SceneWorkflow.class,
                    GenerationWorkflow.class,
                    AccountWorkflow.class,
                    NotificationWorkflow.class,
                    TermsWorkflow.class)
            .map(each -> POJOWorkflowInterfaceMetadata.newInstance(each)
                    .getWorkflowType()
                    .orElseThrow())
            .collect(Collectors.toUnmodifiableSet());

    private WorkflowClasses() {}

    /** @param faults takes what is wrong with it; then nothing is returned */
    static Optional<JarWorkflow> read(Class<?> type, List<String> faults) {
        String name = type.getName();
        Optional<String> fault = fault(type);
        if (fault.isPresent()) {
            faults.add(name + " " + fault.get());
            return Optional.empty();
        }
        List<POJOWorkflowMethodMetadata> methods;
        try {
            methods = POJOWorkflowImplMetadata.newInstance(type).getWorkflowMethods();
        } catch (RuntimeException e) {
            faults.add(name + " is no implementation of an interface with @WorkflowInterface (" + e.getMessage()
                    + "); let it implement one");
            return Optional.empty();
        }
        if (methods.size() != 1) {
            faults.add(name + " implements " + (methods.isEmpty() ? "no workflow" : "several workflows")
                    + "; let it implement one interface with @WorkflowInterface and one method with @WorkflowMethod");
            return Optional.empty();
        }
        List<String> taken = TakenNames.faults(type);
        if (!taken.isEmpty()) {
            taken.forEach(words -> faults.add(name + " " + words));
            return Optional.empty();
        }
        JarWorkflow workflow = JarWorkflow.of(methods.get(0), type);
        Optional<String> wrong =
                fault(workflow, methods.get(0).getWorkflowMethod().getParameterCount());
        wrong.ifPresent(words -> faults.add(name + " " + words));
        return wrong.isPresent() ? Optional.empty() : Optional.of(workflow);
    }

    private static Optional<String> fault(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return Optional.of("is no class that can be made an instance of; name the class that implements it");
        }
        if (!Modifier.isPublic(type.getModifiers()) || !hasConstructor(type)) {
            return Optional.of("has no public constructor without parameters, or is not public; a worker makes an"
                    + " instance for each run: add one");
        }
        return Optional.empty();
    }

    private static boolean hasConstructor(Class<?> type) {
        return Arrays.stream(type.getConstructors())
                .anyMatch(each -> each.getParameterCount() == 0 || each.isAnnotationPresent(WorkflowInit.class));
    }

    private static Optional<String> fault(JarWorkflow workflow, int takes) {
        if (takes > 1) {
            return Optional.of("takes " + takes + " inputs, and a run has one; put them into one record");
        }
        if (!TYPE.matcher(workflow.type()).matches()) {
            return Optional.of("has the type " + workflow.type() + ", and types are up to 100 letters, digits, dots,"
                    + " dashes and underscores, a letter first; give it another name");
        }
        return OURS.contains(workflow.type())
                ? Optional.of("has the type " + workflow.type() + ", which is one of Framespan's own; give it another"
                        + " name")
                : Optional.empty();
    }
}
