package dev.framespan.worker.jars;

import dev.framespan.activities.store.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The workflows of one's own that a worker hosts: in a folder of jars, each jar and each folder of jars with a class loader and a task queue of its
 * own. They are copied when the worker starts, and classes are read from the copies, whatever becomes of the jars.
 */
public final class WorkflowJars implements AutoCloseable {
    /** None. */
    public static final WorkflowJars NONE = new WorkflowJars(List.of(), null);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final List<WorkflowJar> jars;
    private final Path copies;

    private WorkflowJars(List<WorkflowJar> jars, Path copies) {
        this.jars = List.copyOf(jars);
        this.copies = copies;
    }

    /**
     * Loads all of them, and none where one of them is not to be hosted.
     *
     * @param scratch the folder in which copies of them lie until {@link #close}
     * @throws WorkflowJarsException with everything that is wrong with any of them
     */
    public static WorkflowJars load(Path folder, Path scratch) {
        List<JarFiles> found = list(folder);
        List<String> faults = new ArrayList<>(names(found));
        List<WorkflowJar> jars = new ArrayList<>();
        WorkflowJars loaded = null;
        Path copies = copies(scratch);
        try {
            for (JarFiles files : found) {
                JarLoader loader = new JarLoader(files, copies);
                loader.load().ifPresent(jars::add);
                faults.addAll(loader.faults());
            }
            faults.addAll(types(jars));
            loaded = new WorkflowJars(jars, copies);
        } finally {
            if (loaded == null || !faults.isEmpty()) {
                new WorkflowJars(jars, copies).close();
            }
        }
        if (!faults.isEmpty()) {
            throw new WorkflowJarsException(faults);
        }
        return loaded;
    }

    private static Path copies(Path scratch) {
        try {
            return Files.createTempDirectory(scratch, "framespan-jars");
        } catch (IOException e) {
            throw new WorkflowJarsException(List.of(scratch + ": jars cannot be copied there (" + IoReason.of(e)
                    + "); make room, or mend its permissions"));
        }
    }

    /** Takes the copies away. No class of a workflow or activity is found after that which was not before. */
    @Override
    public void close() {
        jars.forEach(WorkflowJar::close);
        if (copies == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(copies)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // Whoever works on the store next sweeps them.
            return;
        }
    }

    private static List<JarFiles> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new WorkflowJarsException(List.of(folder + ": there is no such folder; name one with jars"));
        }
        try {
            List<JarFiles> found = JarFiles.in(folder);
            if (found.isEmpty()) {
                throw new WorkflowJarsException(
                        List.of(folder + ": there is no jar in it; put jars of workflows there, or name another"));
            }
            return found;
        } catch (IOException e) {
            throw new WorkflowJarsException(List.of(
                    folder + " cannot be read (" + IoReason.of(e) + "); mend its permissions, or name another"));
        }
    }

    private static List<String> names(List<JarFiles> found) {
        List<String> faults = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        for (JarFiles files : found) {
            if (!NAME.matcher(files.name()).matches()) {
                faults.add(files.place() + ": its task queue has its name, and that is up to 100 letters, digits, dots,"
                        + " dashes and underscores; rename it");
            }
            String other = places.putIfAbsent(files.name(), files.place());
            if (other != null) {
                faults.add(files.place() + ": " + other + " is another version of it; take one of them away");
            }
        }
        return faults;
    }

    private static List<String> types(List<WorkflowJar> jars) {
        List<String> faults = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        for (WorkflowJar jar : jars) {
            Set<String> own = new HashSet<>();
            for (String type : jar.types()) {
                String other = files.putIfAbsent(type, jar.file());
                if (!own.add(type)) {
                    faults.add(jar.file() + ": two of its classes have the workflow type " + type
                            + "; give one of them another");
                } else if (other != null) {
                    faults.add(jar.file() + ": " + other + " has the workflow type " + type
                            + ", too; take one of them away, or give the type another name");
                }
            }
        }
        return faults;
    }

    /** In the order of their names. */
    public List<WorkflowJar> all() {
        return jars;
    }

    /** The jar that brings a workflow. */
    public Optional<WorkflowJar> with(String type) {
        return jars.stream().filter(jar -> jar.types().contains(type)).findFirst();
    }

    /** A workflow that one of them brings. */
    public Optional<JarWorkflow> workflow(String type) {
        return jars.stream()
                .flatMap(jar -> jar.workflows().stream())
                .filter(workflow -> workflow.type().equals(type))
                .findFirst();
    }
}
