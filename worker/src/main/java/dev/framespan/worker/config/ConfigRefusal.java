package dev.framespan.worker.config;

import dev.framespan.workflows.generation.RootCause;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigValidationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is wrong with the configuration, as one sentence: the variable, its value unless that is a secret, and what it takes, which its
 * constraint says.
 */
public final class ConfigRefusal {
    private static final Pattern KEY = Pattern.compile("\\b((?:kling|framespan)\\.[a-z-]+)\\b");

    private ConfigRefusal() {}

    /**
     * @param failure that ended the start of Quarkus, or of a configuration
     * @param value of a key, as the operator has set it; null where it is not known
     * @return empty where the failure has another cause
     */
    public static Optional<String> sentence(Throwable failure, UnaryOperator<String> value) {
        return RootCause.outermost(failure, ConfigValidationException.class)
                .map(refused -> sentence(refused.getProblem(0).getMessage(), value));
    }

    private static String sentence(String problem, UnaryOperator<String> value) {
        Matcher found = KEY.matcher(problem);
        Property property = found.find() ? ConfigKeys.ALL.get(found.group(1)) : null;
        if (property == null) {
            return "the configuration cannot be read: " + problem;
        }
        String key = found.group(1);
        String given = value.apply(key);
        // A name and a password may stand in an address, and a key in its query.
        boolean secret = property.isSecret() || given == null || given.matches("(?s).*[@?#].*");
        return variable(key) + ": " + (secret ? "this" : given) + " is not possible; it takes "
                + takes(property).orElse("another value");
    }

    /** {@code kling.max-parallel} is {@code KLING_MAX_PARALLEL} to people. */
    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Optional<String> takes(Property property) {
        AnnotatedType type = property.getMethod().getAnnotatedReturnType();
        Stream<AnnotatedElement> carriers = Stream.of(property.getMethod());
        if (type instanceof AnnotatedParameterizedType optional) {
            carriers = Stream.concat(carriers, Arrays.stream(optional.getAnnotatedActualTypeArguments()));
        }
        return carriers.flatMap(carrier -> Arrays.stream(carrier.getAnnotations()))
                .flatMap(annotation -> message(annotation).stream())
                .findFirst();
    }

    private static Optional<String> message(Annotation annotation) {
        try {
            return Optional.of(
                    (String) annotation.annotationType().getMethod("message").invoke(annotation));
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // no constraint
        }
    }
}
