package dev.framespan.worker.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a provider that has no mapping of its own: those of {@link KlingConfig}, in variables that begin with its name. */
public final class ProviderVariables {
    private static final int ENVIRONMENT = 300;

    private ProviderVariables() {}

    /**
     * @param provider its name
     * @param environment nothing else is read; a variable that is set to nothing is not set
     * @throws ConfigValidationException when something is not possible; {@link ConfigRefusal#sentences(String, Throwable, Map)} has words for it
     */
    public static KlingConfig read(String provider, Map<String, String> environment) {
        Map<String, String> set = environment.entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(set, ENVIRONMENT))
                .withMapping(KlingConfig.class, provider)
                .withValidateUnknown(false)
                .withValidator(new BeanValidationConfigValidatorImpl())
                .build()
                .getConfigMapping(KlingConfig.class, provider);
    }
}
