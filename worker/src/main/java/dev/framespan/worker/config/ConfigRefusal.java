package dev.framespan.worker.config;

import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.RootCause;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigValidationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is wrong with the configuration, a sentence each: the variable, its value unless that is a secret, and what it takes,
 * which its constraint says.
 */
public final class ConfigRefusal {
    private static final String KLING = "kling.";

    private ConfigRefusal() {}

    /**
     * @param failure that ended the start of Quarkus, or of a configuration
     * @param value of a key, as the operator has set it; null where it is not set
     * @return empty where the failure has another cause
     */
    public static Optional<String> sentences(Throwable failure, UnaryOperator<String> value) {
        return sentences(failure, value, Defaults.PROVIDER);
    }

    private static Optional<String> sentences(Throwable failure, UnaryOperator<String> value, String provider) {
        return RootCause.outermost(failure, ConfigValidationException.class).map(refused -> {
            // Quarkus stops at the first mapping, and at values of a wrong type before it looks at constraints.
            String all = ConfigKeys.ALL.keySet().stream()
                    .sorted()
                    .filter(key -> ConfigKeys.isRefused(key, value.apply(key)))
                    .map(key -> sentence(key, ofProvider(provider, key), value.apply(key)))
                    .collect(Collectors.joining(". "));
            return all.isEmpty()
                    ? "the configuration cannot be read: "
                            + refused.getProblem(0).getMessage()
                    : all;
        });
    }

    /**
     * The same of a provider's {@link ProviderVariables}.
     *
     * @param provider its name
     */
    public static Optional<String> sentences(String provider, Throwable failure, Map<String, String> environment) {
        return sentences(failure, key -> environment.get(variable(ofProvider(provider, key))), provider);
    }

    private static String ofProvider(String provider, String key) {
        return key.startsWith(KLING) ? provider + "." + key.substring(KLING.length()) : key;
    }

    private static String sentence(String key, String shown, String given) {
        Property property = ConfigKeys.ALL.get(key);
        // A name and a password may stand in an address, and a key in its query.
        boolean secret = property.isSecret() || given.matches("(?s).*[@?#].*");
        return variable(shown) + ": " + (secret ? "this" : given) + " is not possible; it takes "
                + takes(property).orElse("another value");
    }

    /** {@code kling.max-parallel} is {@code KLING_MAX_PARALLEL} to the operator. */
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
