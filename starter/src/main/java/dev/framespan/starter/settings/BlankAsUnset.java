package dev.framespan.starter.settings;

import dev.framespan.worker.FramespanConfig;
import dev.framespan.worker.KlingConfig;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.HashMap;
import java.util.Map;

/**
 * A variable that is set to nothing is one that is not set: {@code KLING_MAX_PARALLEL= framespan render …} takes the default, as does
 * a line {@code KLING_API_KEY=} in a container's file of variables. A file {@code .env} in the current directory, which Quarkus
 * would read, sets nothing here: a folder from somebody else could send the key to an address of theirs.
 */
public final class BlankAsUnset implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    /** The ordinal of {@code .env}, below the environment's 300. */
    private static final int DOT_ENV = 295;

    private static final Map<String, String> DEFAULTS = defaults();

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (value == null || value.getValue() == null || !isOurs(name)) {
            return value;
        }
        if (!value.getValue().isBlank() && value.getConfigSourceOrdinal() != DOT_ENV) {
            return value;
        }
        String usual = DEFAULTS.get(name);
        return usual == null ? null : value.withValue(usual).withConfigSourceOrdinal(EnvironmentSettings.BY_DEFAULT);
    }

    static boolean isOurs(String name) {
        return name.startsWith("kling.") || name.startsWith("framespan.");
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        for (Class<?> mapping : new Class<?>[] {KlingConfig.class, FramespanConfig.class}) {
            for (Map.Entry<String, Property> property : ConfigMappings.getProperties(ConfigClass.configClass(mapping))
                    .entrySet()) {
                if (property.getValue().hasDefaultValue()) {
                    defaults.put(property.getKey(), property.getValue().getDefaultValue());
                }
            }
        }
        return Map.copyOf(defaults);
    }
}
