package dev.framespan.worker.jars;

import dev.framespan.workflows.generation.TaskQueues;
import java.util.List;

/**
 * What one jar, or one folder of jars, brings to a worker.
 *
 * @param name without its version: with it, its queue is named
 * @param file name of the jar or of the folder
 * @param sha256 of what is in it, as far as workflows may use it
 * @param activities of its own, which run on its queue
 */
public record WorkflowJar(
        String name, String file, String sha256, List<JarWorkflow> workflows, List<Object> activities) {
    public WorkflowJar {
        workflows = List.copyOf(workflows);
        activities = List.copyOf(activities);
    }

    /** The queue of its workflows and activities. @param store whose films they make */
    public String queue(String store) {
        return TaskQueues.workflowsOf(store, name);
    }

    /** What the store remembers of one of its types. @param store whose films it makes */
    public HostedTypes.HostedType hosted(String type, String store) {
        return new HostedTypes.HostedType(type, queue(store), file, sha256);
    }

    /** Reads no class of it any more. */
    void close() {
        workflows.stream()
                .map(workflow -> workflow.implementation().getClassLoader())
                .distinct()
                .forEach(loader -> ((JarClassLoader) loader).discard());
    }

    /** Types of its workflows. */
    public List<String> types() {
        return workflows.stream().map(JarWorkflow::type).toList();
    }

    /** Classes of its workflows. */
    public Class<?>[] implementations() {
        return workflows.stream().map(JarWorkflow::implementation).toArray(Class<?>[]::new);
    }

    /** {@code songs-1.2.jar (MusicVideo, Teaser)}. */
    public String words() {
        return file + " (" + String.join(", ", types()) + ")";
    }
}
