package dev.framespan.starter.scaffold;

import dev.framespan.starter.exit.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a project and all in it is called.
 *
 * @param name of its folder, its artefact, its input and the film: {@code my-film}
 * @param type of its workflow: {@code MyFilm}
 * @param javaPackage of its classes, and its group: {@code myfilm}
 */
record ProjectName(String name, String type, String javaPackage) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 64;

    /** What the project's classes have from elsewhere under these names. */
    private static final Set<String> TAKEN = Set.of(
            "AssertionError",
            "Class",
            "Clip",
            "Cut",
            "Duration",
            "Edit",
            "FailureKind",
            "Film",
            "Histories",
            "HostedWorkflows",
            "List",
            "Override",
            "Path",
            "Promise",
            "RegisterExtension",
            "Still",
            "Stop",
            "Story",
            "String",
            "Studio",
            "StudioExtension",
            "Test",
            "WorkflowInterface",
            "WorkflowMethod");

    static ProjectName of(String name, Optional<String> javaPackage) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            throw UserError.refused(
                    "a project has a name of small letters, digits and single hyphens, with a letter first, such as my-film"
                            + (name.length() > LONGEST ? ", of 64 characters at most" : "") + "; not " + name);
        }
        String type = Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (TAKEN.contains(type)) {
            throw UserError.refused("a workflow called " + type + " would hide the " + type
                    + " that its code needs; take another name, such as my-" + name);
        }
        String wanted = javaPackage.orElse(name.replace("-", ""));
        if (!SourceVersion.isName(wanted, SourceVersion.RELEASE_17)
                || !wanted.equals(wanted.toLowerCase(Locale.ROOT))) {
            throw UserError.refused(wanted
                    + " is no package of Java in small letters; name one with --package, such as com.example.films");
        }
        return new ProjectName(name, type, wanted);
    }
}
