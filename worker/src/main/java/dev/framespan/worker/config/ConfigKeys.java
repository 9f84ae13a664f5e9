package dev.framespan.worker.config;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Every key of ours with what its mapping says of it. */
final class ConfigKeys {
    static final Map<String, Property> ALL = all();

    private ConfigKeys() {}

    /** Whether a key cannot have this value, whatever the others have. */
    static boolean isRefused(String key, String value) {
        if (value == null || value.isBlank()) {
            return false;
        }
        try {
            new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(Map.of(key, value), "one", ConfigSource.DEFAULT_ORDINAL))
                    .withMapping(KlingConfig.class)
                    .withMapping(FramespanConfig.class)
                    .withValidator(new BeanValidationConfigValidatorImpl())
                    .build();
            return false;
        } catch (ConfigValidationException e) {
            return true;
        }
    }

    private static Map<String, Property> all() {
        Map<String, Property> all = new HashMap<>();
        for (Class<?> mapping : new Class<?>[] {KlingConfig.class, FramespanConfig.class}) {
            all.putAll(ConfigMappings.getProperties(ConfigClass.configClass(mapping)));
        }
        return Map.copyOf(all);
    }
}
