package dev.framespan.testkit.api;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import dev.framespan.workflows.Internal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the public signatures of packages mention, those of whatever they mention, and so on: the types that an author comes across. */
final class ApiSignatures {
    private static final String OURS = "dev.framespan.";

    private final SortedSet<String> types = new TreeSet<>();
    private final SortedSet<String> violations = new TreeSet<>();
    private final Deque<JavaClass> open = new ArrayDeque<>();

    /** @param packages whose public types are where an author begins, but for those that are {@link Internal} */
    ApiSignatures(JavaClasses classes, String... packages) {
        classes.stream()
                .filter(type -> List.of(packages).contains(type.getPackageName()) && isShown(type))
                .sorted(Comparator.comparing(JavaClass::getName))
                .forEach(open::add);
        Set<JavaClass> seen = new HashSet<>();
        while (!open.isEmpty()) {
            JavaClass type = open.pop();
            if (seen.add(type)) {
                types.add(outermost(type).getName());
                mentionedBy(type).forEach(this::mention);
            }
        }
    }

    /** Names of outermost types. */
    SortedSet<String> types() {
        return types;
    }

    /** What mentions a type that is no author's business. */
    SortedSet<String> violations() {
        return violations;
    }

    private void mention(JavaClass type, String place) {
        JavaClass element = type.getBaseComponentType();
        if (element.getName().startsWith(OURS)) {
            if (isShown(element)) {
                open.add(element);
            } else {
                violations.add(place + " mentions " + element.getName() + ", which is internal");
            }
        } else if (!element.isPrimitive()
                && !element.getName().startsWith("java.")
                && !element.getName().startsWith("io.temporal.")
                && !element.getName().startsWith("org.junit.jupiter.")) {
            violations.add(
                    place + " mentions " + element.getName() + ", which is neither Java's nor Temporal's nor JUnit's");
        }
    }

    private static Map<JavaClass, String> mentionedBy(JavaClass type) {
        Map<JavaClass, String> mentioned = new TreeMap<>(Comparator.comparing(JavaClass::getName));
        // What a type has from one above it that is not public, it has as its own.
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .filter(above -> isPublic(above.toErasure()))
                .flatMap(above -> above.getAllInvolvedRawTypes().stream())
                .forEach(each -> mentioned.putIfAbsent(each, type.getName()));
        type.getMembers().stream().filter(ApiSignatures::isShown).forEach(member -> signature(member)
                .forEach(each -> mentioned.putIfAbsent(each, member.getFullName())));
        return mentioned;
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        Stream<JavaType> types = Stream.concat(
                Stream.of(code.getReturnType()),
                Stream.concat(code.getParameterTypes().stream(), code.getExceptionTypes().stream()));
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static boolean isShown(JavaClass type) {
        return isPublic(type)
                && !type.isAnnotatedWith(Internal.class)
                && type.getEnclosingClass().map(ApiSignatures::isShown).orElse(true);
    }

    private static boolean isShown(JavaMember member) {
        return (isPublic(member) || member.getModifiers().contains(JavaModifier.PROTECTED))
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !member.isAnnotatedWith(Internal.class);
    }

    private static boolean isPublic(HasModifiers element) {
        return element.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ApiSignatures::outermost).orElse(type);
    }
}
