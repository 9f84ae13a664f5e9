package dev.framespan.worker.jars;

import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A workflow that a jar brings.
 *
 * @param type by which it is started: the name of its interface, or what that says
 * @param input what its method takes; empty where it takes nothing
 */
public record JarWorkflow(String type, Class<?> implementation, Optional<Type> input) {
    static JarWorkflow of(POJOWorkflowMethodMetadata method, Class<?> implementation) {
        Method declared = method.getWorkflowMethod();
        Type[] takes = declared.getGenericParameterTypes();
        return new JarWorkflow(
                method.getName(), implementation, takes.length == 0 ? Optional.empty() : Optional.of(takes[0]));
    }
}
