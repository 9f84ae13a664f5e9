package dev.framespan.worker.jars;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds clocks, threads, chance, files and shared fields in workflow code, where they can be seen: in the methods of workflows, and in those of the jar
 * that these call. Which method a call reaches is known for classes that the code makes itself; what libraries do is not looked at, nor what activities do.
 */
final class DeterminismCheck {
    private static final Pattern ANONYMOUS = Pattern.compile(".*\\$[0-9]+");
    private static final String STATIC_PART = "<clinit>()V";

    private final JarContent jar;
    private final Map<String, Optional<ClassCode>> read = new HashMap<>();
    private final Map<String, Boolean> activities = new HashMap<>();
    private final Set<ClassCode.Code> reached = new HashSet<>();
    private final Deque<ClassCode.Code> open = new ArrayDeque<>();
    private final Set<String> called = new HashSet<>();
    private final Map<String, ClassCode> made = new HashMap<>();
    private final Set<String> faults = new LinkedHashSet<>();

    DeterminismCheck(JarContent jar) {
        this.jar = jar;
    }

    /**
     * What is wrong with them, a sentence for each place.
     *
     * @param workflows internal names of classes
     */
    List<String> faults(List<String> workflows) {
        for (String workflow : workflows) {
            Set<String> seen = new HashSet<>();
            Optional<ClassCode> type = code(workflow);
            while (type.isPresent() && seen.add(type.get().name())) {
                type.get().methods().values().forEach(this::reach);
                type = code(type.get().parents().get(0));
            }
        }
        while (!open.isEmpty()) {
            look(open.poll());
        }
        return new ArrayList<>(faults);
    }

    private void look(ClassCode.Code code) {
        code.made().forEach(this::make);
        for (ClassCode.Ref call : code.calls()) {
            Optional<String> remedy = ForbiddenCalls.remedy(call.owner(), call.name(), call.descriptor());
            if (remedy.isPresent()) {
                faults.add(code.words() + " calls " + words(call)
                        + ", which is not the same again when the workflow is replayed: use " + remedy.get());
            }
            begin(call.owner());
            method(call).ifPresent(this::reach);
            if (called.add(call.signature())) {
                made.values().forEach(type -> override(type, call.signature()));
            }
        }
        for (ClassCode.Ref field : code.statics()) {
            begin(field.owner());
            if (code(field.owner()).filter(type -> type.changes(field.name())).isPresent()) {
                faults.add(code.words() + " uses the static field " + simple(field.owner()) + "." + field.name()
                        + ", which all runs on a worker share and a replay finds changed: make it a field of the"
                        + " workflow, or final");
            }
        }
    }

    /** A class that the code makes: what is called of its supertypes may be a method of it. */
    private void make(String name) {
        Optional<ClassCode> type = code(name);
        if (type.isEmpty() || isActivity(name) || made.putIfAbsent(name, type.get()) != null) {
            return;
        }
        begin(name);
        if (ANONYMOUS.matcher(name).matches()) {
            type.get().methods().values().forEach(this::reach);
        } else {
            List.copyOf(called).forEach(signature -> override(type.get(), signature));
        }
    }

    private void override(ClassCode type, String signature) {
        Optional.ofNullable(type.methods().get(signature)).ifPresent(this::reach);
    }

    /** What is done when a class is used first. */
    private void begin(String owner) {
        if (!isActivity(owner)) {
            code(owner).map(type -> type.methods().get(STATIC_PART)).ifPresent(this::reach);
        }
    }

    private void reach(ClassCode.Code code) {
        if (reached.add(code)) {
            open.add(code);
        }
    }

    /** The method itself, or the one that is inherited. */
    private Optional<ClassCode.Code> method(ClassCode.Ref call) {
        Deque<String> types = new ArrayDeque<>(List.of(call.owner()));
        Set<String> seen = new HashSet<>();
        while (!types.isEmpty()) {
            Optional<ClassCode> type = code(types.poll());
            if (type.isEmpty()
                    || !seen.add(type.get().name())
                    || isActivity(type.get().name())) {
                continue;
            }
            ClassCode.Code code = type.get().methods().get(call.signature());
            if (code != null) {
                return Optional.of(code);
            }
            types.addAll(type.get().parents());
        }
        return Optional.empty();
    }

    /** An activity may do all that a workflow may not. */
    private boolean isActivity(String name) {
        Boolean known = activities.get(name);
        if (known == null) {
            // A class that inherits from itself is none.
            activities.put(name, false);
            known = code(name)
                    .filter(type -> type.isActivityInterface()
                            || type.parents().stream().anyMatch(this::isActivity))
                    .isPresent();
            activities.put(name, known);
        }
        return known;
    }

    /** A class of the jar; empty for all others. */
    private Optional<ClassCode> code(String name) {
        Optional<ClassCode> known = read.get(name);
        if (known == null) {
            try {
                known = jar.classFile(name).map(ClassCode::of);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            read.put(name, known);
        }
        return known;
    }

    private static String words(ClassCode.Ref call) {
        return call.name().equals("<init>")
                ? "new " + simple(call.owner()) + "()"
                : simple(call.owner()) + "." + call.name() + "()";
    }

    private static String simple(String internal) {
        return internal.substring(internal.lastIndexOf('/') + 1).replace('$', '.');
    }
}
