package dev.framespan.worker.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.Map;

/** The configuration as another environment would give it, checked as Quarkus checks it. */
public final class Configured {
    private static final int ENVIRONMENT = 300;

    private Configured() {}

    public static SmallRyeConfig by(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withInterceptors(new BlankAsUnset())
                .withSources(new EnvConfigSource(environment, ENVIRONMENT))
                .withMapping(KlingConfig.class)
                .withMapping(FramespanConfig.class)
                .withMappingIgnore("framespan.**")
                .withValidator(new BeanValidationConfigValidatorImpl())
                .build();
    }
}
