package dev.framespan.worker.jars;

import dev.framespan.activities.store.IoReason;
import dev.framespan.workflows.studio.HostedWorkflows;
import dev.framespan.workflows.text.SafeText;
import io.temporal.common.metadata.POJOActivityImplMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** Loads what belongs together, and says everything that is wrong with it. */
final class JarLoader {
    private static final String SERVICES = "META-INF/services/" + HostedWorkflows.class.getName();
    private static final int MOST_SAID = 10;

    private final JarFiles files;
    private final Path copies;
    private final List<String> faults = new ArrayList<>();

    /** @param copies the folder in which what is loaded lies, out of the reach of whoever builds the jars anew */
    JarLoader(JarFiles files, Path copies) {
        this.files = files;
        this.copies = copies;
    }

    List<String> faults() {
        List<String> said = faults.stream()
                .limit(MOST_SAID)
                .map(fault -> files.place() + ": " + SafeText.line(fault))
                .toList();
        return faults.size() <= MOST_SAID
                ? said
                : Stream.concat(
                                said.stream(),
                                Stream.of(files.place() + ": and " + (faults.size() - MOST_SAID) + " more"))
                        .toList();
    }

    /** @return empty where it is not to be hosted: {@link #faults} says why */
    Optional<WorkflowJar> load() {
        try {
            JarFiles.Copy copy = files.copy(copies);
            List<JarContent> jars = copy.files().open();
            try {
                return load(jars, copy.sha256());
            } finally {
                JarFiles.close(jars);
            }
        } catch (RefusedJarException e) {
            faults.add(e.getMessage());
        } catch (IOException e) {
            faults.add("it cannot be read, or copied into " + copies + " (" + IoReason.of(e)
                    + "); copy it here once more, or make room there");
        }
        return Optional.empty();
    }

    private Optional<WorkflowJar> load(List<JarContent> jars, String sha256) throws RefusedJarException, IOException {
        JarContent main = main(jars);
        List<String> named = services(main);
        JarClassLoader loader = new JarClassLoader(
                files.name(), jars.stream().map(JarContent::file).toList());
        boolean hosted = false;
        try {
            requireApi(main, jars, loader);
            Brought brought = new Brought();
            for (String name : named) {
                bring(name, loader, brought);
            }
            if (faults.isEmpty()) {
                checkCode(main, brought.workflows());
            }
            hosted = faults.isEmpty();
            return hosted
                    ? Optional.of(new WorkflowJar(
                            files.name(), files.place(), sha256, brought.workflows(), brought.activities()))
                    : Optional.empty();
        } finally {
            if (!hosted) {
                loader.discard();
            }
        }
    }

    private record Brought(List<JarWorkflow> workflows, List<Object> activities) {
        private Brought() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private static JarContent main(List<JarContent> jars) throws RefusedJarException {
        List<JarContent> naming = jars.stream().filter(jar -> jar.has(SERVICES)).toList();
        if (naming.isEmpty()) {
            throw new RefusedJarException("it has no " + SERVICES
                    + ", which names the class that says which workflows are in it; add that file");
        }
        if (naming.size() > 1) {
            throw new RefusedJarException(naming.get(0).name() + " and "
                    + naming.get(1).name() + " both bring workflows; put them into folders of their own");
        }
        return naming.get(0);
    }

    private static List<String> services(JarContent main) throws RefusedJarException, IOException {
        String text = new String(main.bytes(SERVICES).orElseThrow(), StandardCharsets.UTF_8);
        List<String> names = text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            throw new RefusedJarException(SERVICES + " names no class; write the name of the one that implements "
                    + HostedWorkflows.class.getSimpleName() + " into it");
        }
        return names;
    }

    /** Before any of its code runs. */
    private static void requireApi(JarContent main, List<JarContent> all, ClassLoader loader)
            throws RefusedJarException, IOException {
        Set<String> own = new HashSet<>();
        all.forEach(jar -> own.addAll(jar.classes()));
        ApiReferences references = new ApiReferences(loader, own);
        for (String name : main.classes()) {
            byte[] file = main.classFile(name).orElseThrow();
            Optional<String> missing;
            try {
                missing = references.missing(new ClassReader(file));
            } catch (RuntimeException e) {
                throw new RefusedJarException(name + ".class is no class that Java "
                        + Runtime.version().feature() + " can read; build the jar with --release 17");
            }
            if (missing.isPresent()) {
                throw new RefusedJarException(name.replace('/', '.') + " uses " + missing.get()
                        + ", which this worker's Framespan does not have: it is built against another version; build it"
                        + " against the version of the worker");
            }
        }
    }

    private void bring(String name, ClassLoader loader, Brought brought) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (!HostedWorkflows.class.isAssignableFrom(type)) {
                faults.add(name + ", which " + SERVICES + " names, does not implement "
                        + HostedWorkflows.class.getSimpleName() + "; let it, or mend the name");
                return;
            }
            HostedWorkflows hosted = (HostedWorkflows) type.getConstructor().newInstance();
            if (hosted.api() != HostedWorkflows.API) {
                faults.add("it is built for version " + hosted.api() + " of the API, and this worker has version "
                        + HostedWorkflows.API + "; build it against the version of the worker");
                return;
            }
            List<Class<?>> workflows = hosted.workflows();
            if (workflows.isEmpty()) {
                faults.add(name + ".workflows() names no workflow; name those that are to be hosted");
            }
            for (Class<?> workflow : workflows) {
                WorkflowClasses.read(workflow, faults).ifPresent(brought.workflows()::add);
            }
            hosted.activities().forEach(activity -> addActivity(activity, loader, brought));
        } catch (ClassNotFoundException e) {
            faults.add(SERVICES + " names " + name + ", which is not in it; mend the name, or build it anew");
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            faults.add(name + " has no public constructor without parameters, or is not public; add one");
        } catch (UnsupportedClassVersionError e) {
            faults.add(name + " is built for a newer Java than this worker's, "
                    + Runtime.version().feature() + "; build it with --release 17");
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            faults.add(name + " cannot be asked which workflows it brings (" + (e.getCause() == null ? e : e.getCause())
                    + "); mend that, and build it anew");
        }
    }

    private void addActivity(Object activity, ClassLoader loader, Brought brought) {
        try {
            POJOActivityImplMetadata.newInstance(activity.getClass());
            brought.activities().add(JarActivity.of(activity, loader));
        } catch (RuntimeException e) {
            faults.add(activity.getClass().getName() + " is no activity (" + e.getMessage()
                    + "); let it implement an interface with @ActivityInterface");
        }
    }

    private void checkCode(JarContent main, List<JarWorkflow> workflows) {
        try {
            faults.addAll(new DeterminismCheck(main)
                    .faults(workflows.stream()
                            .map(workflow -> workflow.implementation().getName().replace('.', '/'))
                            .distinct()
                            .toList()));
        } catch (RuntimeException e) {
            faults.add("its classes cannot be read (" + e + "); build it with --release 17");
        }
    }
}
